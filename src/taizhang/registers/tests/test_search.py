"""Finding records: by part, pinyin, initials and code; nothing is lost where many match."""

import subprocess
import sys
from contextlib import closing

import pytest
from tests.cast import organization

from taizhang.registers import search
from taizhang.registers.declaration import registers
from taizhang.registers.queries import Question, rows, search_ids, written_in
from taizhang.registers.search import index, initials


@pytest.fixture
def firms(cast):
    """Twelve firms with a common word in their names."""
    made = [organization(cast.bureau, cast.east, f"澜江重庆路{n}号机械有限公司", 100 + n) for n in range(12)]
    organizations = registers()["organizations"]
    index(organizations, [f.pk for f in organizations.model._default_manager.all()])
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("重庆路", set(range(12))), ("机械", set(range(12))), ("澜江 3号", {3}), ("cql", set(range(12))),
        ("chongqinglu", set(range(12))), ("MA9X00101", {1}), ("没有的", set()),
    ],
)  # fmt: skip
def test_a_firm_is_found_by_any_part_of_what_it_is_called(cast, firms, text, found):
    organizations = registers()["organizations"]
    ids = set(rows(cast.staff, organizations, Question(text=text)).values_list("pk", flat=True))
    assert ids & {f.pk for f in firms} == {firms[n].pk for n in found}


def test_many_voices_are_read_by_their_word():
    assert initials("重庆") == "cq"
    assert initials("重量") == "zl"


@pytest.mark.parametrize("text", ["机械", "澜江", "重庆 机械", "没有的"])
def test_the_ledger_itself_gives_what_the_index_gives(cast, firms, text):
    """Chinese that too many records hold is looked for in the ledger: the same records."""
    organizations = registers()["organizations"]
    everything = organizations.model._default_manager.filter(bureau=cast.bureau)
    written = set(everything.filter(written_in(organizations, text)).values_list("pk", flat=True))
    assert written == set(search_ids(cast.staff, organizations, text))


def test_a_filter_beside_a_word_loses_nothing(cast, firms):
    question = Question(text="机械", conditions={"region": str(cast.east.pk)})
    assert rows(cast.staff, registers()["organizations"], question).count() == 12


def test_what_a_dead_process_had_not_indexed_is_found_all_the_same(cast):
    """Killed between commit and index: that the record waits was written down before."""
    firm = organization(
        cast.bureau, cast.east, "澜江断电重来机械有限公司", 200
    )  # its commit never comes in a test
    organizations = registers()["organizations"]

    def found():
        return set(rows(cast.staff, organizations, Question(text="断电重来")).values_list("pk", flat=True))

    assert found() == set()
    assert search.index_rest() == 0  # whoever wrote it down still lives
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with closing(search.opened()) as index_file:
        index_file.execute("UPDATE waiting SET pid = ?", (gone.pid,))
    assert search.index_rest() > 0
    assert found() == {firm.pk}
    assert search.index_rest() == 0


def test_a_search_index_that_cannot_be_written_takes_nothing_back(cast, django_capture_on_commit_callbacks):
    """The ledger has the record; the index catches up."""
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        firm = organization(cast.bureau, cast.east, "澜江索引写不进机械有限公司", 201)
    with closing(search.opened()) as index_file:
        index_file.execute("DROP TABLE words")
        index_file.execute("CREATE VIEW words AS SELECT 1 AS rowid")
    for callback in callbacks:
        callback()
    assert firm.pk
    search.index_path().unlink()
