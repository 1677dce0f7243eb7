"""A city's own sign-in, played by a second Django project: django-oauth-toolkit and django-cas-server."""
