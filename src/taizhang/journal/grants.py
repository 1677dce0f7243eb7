"""What the program's own role may do on PostgreSQL 数据库权限: to the journal it adds, and no more.

The owner of the tables migrates; the program runs as another role, which the database itself then keeps from
changing, deleting or emptying entries, links and seals, whatever the program does.
"""

import re

from taizhang.core.decisions import Refused
from taizhang.journal.guard import CHAIN


def statements(role: str) -> list[str]:
    """The SQL that makes `role` fit to run the program. Refused for a name that would need quoting."""
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", role):
        raise Refused("角色名只用小写字母、数字和下划线，例如 taizhang_app。")
    chain = ", ".join(sorted(CHAIN))
    return [
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {chain} FROM {role};",
    ]
