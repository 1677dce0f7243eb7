"""Administration 管理: users, settings, access table, audit journal, one's own account."""
