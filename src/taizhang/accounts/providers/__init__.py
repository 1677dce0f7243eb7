"""Signing in with a city's own sign-in 统一身份认证: OIDC, CAS, LDAP; each off until it is configured."""
