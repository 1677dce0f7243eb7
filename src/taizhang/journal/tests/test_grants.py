"""On PostgreSQL the database itself keeps the program from changing the journal."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from tests.outsider import sql

from taizhang.core.decisions import Refused
from taizhang.journal.chain import first_break, seal
from taizhang.journal.grants import statements
from taizhang.journal.guard import CHAIN
from taizhang.journal.tests.test_chain import entries

ROLE = "taizhang_journal_test"


def test_a_name_that_would_need_quoting_is_refused():
    for name in ("x; DROP TABLE x", "Röle", "", '"x"', "x" * 64):
        with pytest.raises(Refused):
            statements(name)


@pytest.mark.parametrize("table", sorted(CHAIN))
@pytest.mark.parametrize(
    "how", ["UPDATE {} SET hash_or_title = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_the_role_adds_to_the_journal_and_changes_nothing(db, table, how):
    if connection.vendor != "postgresql":
        pytest.skip("grants are PostgreSQL's")
    column = "title" if table == "journal_entry" else "hash"
    sql(f"DROP ROLE IF EXISTS {ROLE}")
    sql(f"CREATE ROLE {ROLE}")
    for statement in statements(ROLE):
        sql(statement)
    sql(f"SET LOCAL ROLE {ROLE}")
    entries(3)
    assert seal() == 3
    assert first_break() is None
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        sql(how.format(table).replace("hash_or_title", column))
    sql("RESET ROLE")
    sql(f"DROP OWNED BY {ROLE}")
    sql(f"DROP ROLE {ROLE}")
