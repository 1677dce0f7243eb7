"""Sign-in at real providers: an OIDC and a CAS server in a process of their own, a directory of its own, a liar."""
