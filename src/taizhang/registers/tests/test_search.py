"""Finding records: by part, pinyin, initials and code; nothing is lost where many match."""

import pytest
from tests.cast import organization

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
