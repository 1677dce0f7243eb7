"""One settings file: sound defaults for one machine, everything else from the environment.

Every variable is listed in docs/operations.md; a wrong one fails at start with a sentence.
"""

from __future__ import annotations

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from taizhang.accounts import rules as sign_in_rules
from taizhang.accounts.providers import configuration as sign_in_providers
from taizhang.operations.log import logging_settings

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("TAIZHANG_HOME") or Path.cwd() / "var").resolve()


def env_flag(name: str, default: bool) -> bool:
    """A yes/no variable. Raises ValueError when it is neither."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("", None):
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ValueError(f"{name}={value!r}: say 1 or 0")


def env_int(name: str, default: int) -> int:
    """A whole number from the environment. Raises ValueError when it is none."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise ValueError(f"{name}={value!r}: a whole number is needed")
    return int(value)


def one_of(name: str, words: tuple[str, ...], default: str) -> str:
    """One of a few words from the environment. Raises ValueError when it is another."""
    value = os.environ.get(name, "").strip() or default
    if value not in words:
        raise ValueError(f"{name}={value!r}: say {' or '.join(words)}")
    return value


def secret_key() -> str:
    """The signing key: from the environment, a file named there, or made once in the home folder."""
    if key := os.environ.get("TAIZHANG_SECRET_KEY"):
        return key
    path = Path(os.environ.get("TAIZHANG_SECRET_KEY_FILE") or HOME / "secret_key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def database(url: str) -> dict[str, object]:
    """The database of a URL: postgres://user:password@host:port/name, or SQLite in the home folder.

    SQLite transactions open as IMMEDIATE, so that writers queue instead of failing half-way, and wait for the disk at
    their end (FULL), so that what was acknowledged outlives a power cut (docs/decisions/0018-faults.md).
    """
    if not url:
        HOME.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{HOME / 'taizhang.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path.startswith("//") else parts.path,
            "OPTIONS": {
                "timeout": 60,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;"
                    "PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"DATABASE_URL: {parts.scheme!r} is not known; use postgres:// or sqlite:///")


SECRET_KEY = secret_key()
DEBUG = env_flag("TAIZHANG_DEBUG", False)
ALLOWED_HOSTS = os.environ.get("TAIZHANG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TAIZHANG_ORIGINS", "").split(",") if o]
HTTPS = env_flag("TAIZHANG_HTTPS", False)
# Work in earnest: no sample sign-in is shown or works, none is made. TLS means it, unless said otherwise.
PRODUCTION = env_flag("TAIZHANG_PRODUCTION", HTTPS)

# Folders of policy packs from outside, read when the service starts.
EXTRA_POLICIES = Path(os.environ.get("TAIZHANG_POLICIES") or HOME / "policies")
# Folders of registers from outside: each folder there is one register, with its own migrations.
EXTRA_REGISTERS = Path(os.environ.get("TAIZHANG_REGISTERS") or HOME / "registers")


def extra_registers() -> list[str]:
    """The names of the register packages that a third party put into EXTRA_REGISTERS."""
    if not EXTRA_REGISTERS.is_dir():
        return []
    import sys

    if str(EXTRA_REGISTERS) not in sys.path:
        sys.path.append(str(EXTRA_REGISTERS))
    return sorted(p.parent.name for p in EXTRA_REGISTERS.glob("*/models.py"))


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django_otp",
    "ninja",
    "taizhang",
    "taizhang.regions",
    "taizhang.accounts",
    "taizhang.journal",
    "taizhang.files",
    "taizhang.personal",
    "taizhang.registers",
    "taizhang.decisions",
    "taizhang.indicators",
    "taizhang.reports",
    "taizhang.intake",
    "taizhang.merging",
    "taizhang.publishing",
    "taizhang.web",
    *extra_registers(),
]

MIDDLEWARE = [
    "taizhang.web.middleware.request_ids.request_ids",
    "taizhang.web.middleware.request_log.request_log",
    "taizhang.web.middleware.policy.content_security",
    "taizhang.web.middleware.troubles.troubles",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "taizhang.web.middleware.bodies.bodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "taizhang.web.middleware.rate_limits.rate_limits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "taizhang.web.middleware.personal.personal_values",
    "taizhang.web.middleware.refusals.refusals",
    "taizhang.web.middleware.sittings.sittings",
    "taizhang.web.middleware.places.places",
    "taizhang.web.middleware.duties.duties",
    "taizhang.web.middleware.denials.denials",
    "taizhang.web.middleware.texts.typed_texts",
    "taizhang.web.middleware.drafts.sent_drafts",
    "taizhang.web.middleware.once.once",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "taizhang.urls"
WSGI_APPLICATION = "taizhang.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "taizhang.web.context.shell",
            ],
            "builtins": ["template_partials.templatetags.partials", "taizhang.web.templatetags.ledger"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "taizhang.accounts.backends.Passwords",
    "taizhang.accounts.providers.backend.Provided",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "taizhang.accounts.passwords.BureauRules"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
# The rules of signing in: defaults of this installation; a bureau sets its own on a page (accounts/rules.py).
SIGN_IN_RULES = sign_in_rules.from_environment(os.environ)
# Sign-in at a city's own provider 统一身份认证: OIDC, CAS, LDAP; none unless configured (accounts/providers).
PROVIDERS = sign_in_providers.from_environment(os.environ)


def sign_in_rule(name: str) -> int:
    """A rule that holds for the whole installation."""
    return int(SIGN_IN_RULES.get(name, sign_in_rules.BY_NAME[name].default))


# Lock the source of the attempts, not the person 等保 身份鉴别: 5 失败锁 15 分钟.
AXES_FAILURE_LIMIT = sign_in_rule("lock_after")
AXES_COOLOFF_TIME = sign_in_rule("lock_minutes") / 60
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying on does not make it longer
AXES_MOST_NAMES = sign_in_rule("lock_names")  # ours: different names from one address
AXES_DISABLE_ACCESS_LOG = True  # the journal holds who signed in
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "public/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "taizhang.accounts.addresses.address_of"
AXES_ENABLE_ADMIN = False
SESSION_COOKIE_AGE = sign_in_rules.BY_NAME["session_hours"].most * 3600  # the bureau's own limit is below it
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = os.environ.get("TAIZHANG_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# Uploads: nothing above this is read 上传上限.
UPLOAD_LIMIT_MB = env_int("TAIZHANG_UPLOAD_MB", 50)
READ_SECONDS = env_int("TAIZHANG_READ_SECONDS", 120)  # of the processor, for opening one workbook
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# How often one person, or one address without sign-in, may do what is costly 访问频率.
RATES = {
    "sign_in": os.environ.get("TAIZHANG_RATE_SIGN_IN") or "60 per 5 minutes",
    "search": os.environ.get("TAIZHANG_RATE_SEARCH") or "300 per minute",
    "upload": os.environ.get("TAIZHANG_RATE_UPLOAD") or "300 per 5 minutes",
    "check": os.environ.get("TAIZHANG_RATE_CHECK") or "60 per 5 minutes",
    "api": os.environ.get("TAIZHANG_RATE_API") or "3000 per minute",
}
UNDO_DAYS = env_int("TAIZHANG_UNDO_DAYS", 180)

# Backups 备份: where, at what hour (24: never by itself), how many are kept, and the command that copies one elsewhere.
BACKUP_FOLDER = os.environ.get("TAIZHANG_BACKUP_FOLDER", "")
BACKUP_HOUR = env_int("TAIZHANG_BACKUP_HOUR", 2)
BACKUP_DAILY = env_int("TAIZHANG_BACKUP_DAILY", 7)
BACKUP_WEEKLY = env_int("TAIZHANG_BACKUP_WEEKLY", 5)
BACKUP_COPY = os.environ.get("TAIZHANG_BACKUP_COPY", "")
PROVE_DAYS = env_int("TAIZHANG_PROVE_DAYS", 7)
# The journal 日志: months at hand before it is archived, unless a bureau sets its own (never below six); and the whole
# ledger is verified every so many days, what is new on the nights between (0: only what is new).
JOURNAL_MONTHS = max(6, env_int("TAIZHANG_JOURNAL_MONTHS", 36))
VERIFY_DAYS = env_int("TAIZHANG_VERIFY_DAYS", 1)

# Who reads the details of /readyz beside the machine itself: addresses or networks of monitors, by comma.
MONITORS = [
    ip_network(a.strip(), strict=False)
    for a in os.environ.get("TAIZHANG_MONITORS", "").split(",")
    if a.strip()
]
# Whose clock `taizhang doctor` holds ours against: an NTP server of the bureau's network.
NTP = os.environ.get("TAIZHANG_NTP", "")

# The log 运行日志: one JSON object a line in production, plain lines at a terminal.
LOGGING = logging_settings(
    level=os.environ.get("TAIZHANG_LOG") or ("INFO" if HTTPS else "WARNING"),
    form=one_of("TAIZHANG_LOG_FORMAT", ("text", "json"), "json" if HTTPS else "text"),
    file=os.environ.get("TAIZHANG_LOG_FILE", ""),
)
