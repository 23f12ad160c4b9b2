"""Settings of the web application, each read from the environment; ``docs/reference/settings.md`` lists them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from taizhang.config import environment as env

DATA = env.data_folder()


DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")

ROOT_URLCONF = "taizhang.config.urls"
WSGI_APPLICATION = "taizhang.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Parts ---------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "taizhang.portal",
    "taizhang.briefings",
    "taizhang.search",
    "taizhang.rankings",
    "taizhang.exchange",
    "taizhang.publication",
    "taizhang.intake",
    "taizhang.progress",
    "taizhang.deliveries",
    "taizhang.ledger",
    "taizhang.accounts",
    "taizhang.places",
    "taizhang.files",
    "taizhang.journal",
    "taizhang.ui",
    "taizhang.policy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "taizhang.publication.shelf.ShelfMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "taizhang.ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "taizhang.files.limits.UploadLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "taizhang.journal.origin.OriginMiddleware",
    "taizhang.exchange.middleware.ApiMiddleware",
    "taizhang.accounts.gate.GateMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "taizhang.ui.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "taizhang.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "taizhang.ui.templatetags.ui"],
        },
    }
]

_played = env.demonstration(DATA)
DEMONSTRATION = env.flag("TAIZHANG_DEMO", default=_played is not None)

# Data ----------------------------------------------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "taizhang.sqlite3",
    # Opening the file anew for each request takes ten times as long as most of its queries.
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        # A transaction takes the write lock when it opens, so two writers queue instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What was confirmed to somebody outlives a power cut, too: each commit waits for the disk. A demonstration is made anew.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA cache_size=-32000; "
        f"PRAGMA synchronous={'OFF' if DEMONSTRATION else 'FULL'};",
    },
}
_database = env.database("DATABASE_URL")
if _database.get("ENGINE", SQLITE["ENGINE"]) == SQLITE["ENGINE"]:
    # Wherever the file lies it is opened alike; what the address asks for besides is kept.
    _database = SQLITE | _database | {"OPTIONS": SQLITE["OPTIONS"] | _database.get("OPTIONS", {})}
DATABASES: dict[str, Any] = {"default": _database}
#: A page asks many small questions of tables that lie in memory: looking a row up costs little more than reading on,
#: and helpers for one question would take the processors from everybody else's.
PLANNING = "-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c jit=off"
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", PLANNING)

STORAGES: dict[str, Any] = {
    "default": {
        "BACKEND": env.text("TAIZHANG_FILES_BACKEND") or "taizhang.files.storage.FolderStorage",
        "OPTIONS": json.loads(env.text("TAIZHANG_FILES_OPTIONS") or "{}") or {"location": str(DATA / "files")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 300

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Requests larger than this are refused before their body is read; the form fields alone stay far below it.
UPLOAD_LIMIT = env.number("TAIZHANG_UPLOAD_LIMIT_MB", 100) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# People --------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "taizhang.accounts.backends.PolicyBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "taizhang.accounts.passwords.KindsOfCharacterValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

SESSION_ENGINE = "taizhang.accounts.sessions"
SESSION_COOKIE_AGE = env.number("TAIZHANG_SESSION_HOURS", 12) * 3600
SESSION_COOKIE_NAME = "taizhang_session"
CSRF_COOKIE_NAME = "taizhang_csrf"

# Guesses count per name and address together: counting by name alone would let anyone lock a colleague out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = env.number("TAIZHANG_SIGN_IN_TRIES", 5)
AXES_COOLOFF_TIME = "taizhang.accounts.lockout.cool_off"
AXES_LOCKOUT_CALLABLE = "taizhang.accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOCKOUT_MINUTES = env.number("TAIZHANG_LOCKOUT_MINUTES", 15)
OTP_TOTP_ISSUER = "taizhang"
#: Roles that must have a second factor before they can do anything; all others may.
SECOND_FACTOR_ROLES = frozenset(env.listed("TAIZHANG_SECOND_FACTOR_ROLES"))

# Words and time ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = env.text("TAIZHANG_LANGUAGE") or "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "taizhang_language"
TIME_ZONE = env.text("TAIZHANG_TIME_ZONE") or "Asia/Shanghai"
USE_TZ = True
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["taizhang.config.formats"]

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
#: Seconds to wait for the mail server, so that one that hangs does not hold up the other background work.
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 20)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL") or "taizhang@localhost"

#: Where people reach this site: what links in mails and calendars begin with.
SITE_ADDRESS = env.text("TAIZHANG_ADDRESS").rstrip("/")
#: The hour of the morning at which the worker does the day's work.
DAILY_HOUR = env.number("TAIZHANG_DAILY_HOUR", 7)

#: Whose pages may show public commitments inside their own, as the content security policy names them.
EMBEDDERS = env.listed("TAIZHANG_EMBEDDERS", "*")

#: The day it is for the work, where that is not today: demonstrations only.
CLOCK_DAY = env.day("TAIZHANG_DAY", _played or "")

# Guard ---------------------------------------------------------------------------------------------------------------

HTTPS = env.flag("TAIZHANG_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # A refused form or a missing page is an answer, not an event.
        "django.request": {"level": "ERROR"},
        "taizhang": {"level": env.text("TAIZHANG_LOG_LEVEL") or "INFO"},
    },
}
