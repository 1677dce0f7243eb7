"""A stranger 外人: two firms in two streets and their two liaisons try to see each other's records over HTTP."""
