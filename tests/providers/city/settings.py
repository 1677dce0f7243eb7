"""Settings of the city's sign-in; its home folder holds its key and its database."""

import os
from pathlib import Path

HOME = Path(os.environ["CITY_HOME"])
SECRET_KEY = "of the city, not of the bureau"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "oauth2_provider",
    "cas_server",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "tests.providers.city.urls"
SESSION_COOKIE_NAME = "city"
CSRF_COOKIE_NAME = "city-csrf"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "registration/login.html": "<form method=post>{% csrf_token %}<input name=username>"
                        "<input name=password type=password><button>OK</button></form>",
                        "cas/login.html": "<form method=post>{% csrf_token %}{{ form.as_p }}<button>OK</button></form>",
                    },
                ),
                "django.template.loaders.app_directories.Loader",
            ],
        },
    }
]
del TEMPLATES[0]["APP_DIRS"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "city.sqlite3",
        "OPTIONS": {"timeout": 30},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
USE_TZ = True
STATIC_URL = "static/"
LOGIN_URL = "/accounts/login/"
CAS_NEW_VERSION_HTML_WARNING = False
CAS_LOGIN_TEMPLATE = "cas/login.html"  # its own asks other hosts for scripts
CAS_SLO_TIMEOUT = 5
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": (HOME / "city.pem").read_text(),
    "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
    "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False,
    "OAUTH2_VALIDATOR_CLASS": "tests.providers.city.claims.Claims",
    "SCOPES": {"openid": "who you are"},
}
