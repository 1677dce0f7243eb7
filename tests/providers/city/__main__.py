"""python -m tests.providers.city PORT: makes the city's database, its people and its clients, and serves."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.providers.city.settings"


def people():
    from django.contrib.auth.models import User

    for name in ("zhou.min", "nobody.here", "admin.lin"):
        User.objects.create_user(name, password="city-password")


def clients():
    from cas_server.models import ServicePattern
    from oauth2_provider.models import Application

    Application.objects.create(
        name="taizhang", client_id="taizhang", client_secret="between-us", algorithm="RS256",
        client_type="confidential", authorization_grant_type="authorization-code", skip_authorization=True,
        redirect_uris="http://testserver/sign-in/oidc/back/ http://127.0.0.1/sign-in/oidc/back/",
        post_logout_redirect_uris="http://testserver/sign-in/ http://127.0.0.1/sign-in/",
    )  # fmt: skip
    pattern = ServicePattern.objects.create(
        name="taizhang", pattern=r"^http://.*/sign-in/cas/back/", single_log_out=True
    )
    pattern.attributs.create(name="username", replace="username")


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    people()
    clients()
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False, verbosity=0)


main()
