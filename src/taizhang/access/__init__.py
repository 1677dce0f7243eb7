"""Access 权限: one table role x act x scope; `can` answers with a sentence, `visible_to` narrows rows."""
