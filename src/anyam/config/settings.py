"""Django's settings, the same for demo and production; what differs comes from the environment (`env`)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from anyam.config import database, discreet_logging, env

PACKAGE = Path(__file__).resolve().parents[1]

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("TRUSTED_ORIGINS")
ROOT_URLCONF = "anyam.config.urls"
WSGI_APPLICATION = "anyam.config.wsgi.application"

# --- apps -------------------------------------------------------------------------------------------------------

PROJECT_APPS = [
    "anyam.foundation.core",
    "anyam.foundation.vault",
    "anyam.foundation.events",
    "anyam.foundation.entry",
    "anyam.foundation.access",
    "anyam.foundation.audit",
    "anyam.foundation.backups",
    "anyam.registry.places",
    "anyam.registry.agencies",
    "anyam.registry.readiness",
    "anyam.registry.instruments",
    "anyam.registry.agreements",
    "anyam.registry.accounts",
    "anyam.registry.people",
    "anyam.registry.families",
    "anyam.casework.sops",
    "anyam.casework.duties",
    "anyam.casework.acting",
    "anyam.casework.facts",
    "anyam.casework.cases",
    "anyam.casework.files",
    "anyam.casework.consents",
    "anyam.casework.custody",
    "anyam.casework.supervision",
    "anyam.casework.referrals",
    "anyam.casework.meetings",
    "anyam.casework.oversight",
    "anyam.casework.exports",
    "anyam.casework.documents",
    "anyam.casework.rights",
    "anyam.casework.messages",
    "anyam.interfaces.web.layouts",
    "anyam.interfaces.web.components",
    "anyam.interfaces.api",
    "anyam.interfaces.jobs",
]


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_linear_migrations",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
    *PROJECT_APPS,
]

MIDDLEWARE = [
    "anyam.config.headers.ExactHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anyam.interfaces.web.layouts.looking.LookingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "anyam.interfaces.web.accounts.middleware.EntryMiddleware",
    "anyam.interfaces.web.layouts.middleware.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# --- database ---------------------------------------------------------------------------------------------------

DATABASES = {"default": database.connection_settings(database.cluster())}
ANYAM_APPLICATION_ROLE = DATABASES["default"]["USER"]
ANYAM_OWNER_CONNECTION = database.owner_connection(database.cluster())
START_CHECK = "anyam.foundation.backups.starting.check_start"
"""What pages and worker ask before they start: whether the database and the machine are safe enough."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- pages ------------------------------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((PACKAGE / "interfaces" / "web").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "anyam.interfaces.web.layouts.context.page_frame",
            ],
            "libraries": {"instruments": "anyam.interfaces.web.instruments.tags"},
        },
    },
]

DATA_FOLDER = env.ROOT / "data"
ANYAM_FILES = Path(env.text("FILES") or env.var_folder() / "files")
"""Sealed contents of case files, documents and exports, beside the database and in the same backups."""

FORM_RENDERER = "anyam.interfaces.web.components.forms.AnyamRenderer"

STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [env.ROOT / "build" / "assets"] if folder.exists()]
STATIC_ROOT: Path | None = env.ROOT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "anyam.config.static_files.StaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- language and time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
LOCALE_PATHS = sorted(PACKAGE.rglob("locale"))
TIME_ZONE = env.text("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True

LOGGING = discreet_logging.LOGGING

# --- jobs -------------------------------------------------------------------------------------------------------

PROCRASTINATE_IMPORT_PATHS = [
    "anyam.interfaces.jobs.due_work",
    "anyam.interfaces.jobs.sealing",
    "anyam.foundation.backups.tasks",
]

# --- e-mail that says only that something waits ------------------------------------------------------------------

ANYAM_ADDRESS = env.text("ADDRESS", "http://localhost:8000").rstrip("/")
"""Where people reach Anyam; stands in the links of notices."""
MAIL_PROVIDER = env.text("MAIL_PROVIDER")
EMAIL_BACKEND = (
    f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
    if MAIL_PROVIDER
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = env.var_folder() / "mail"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "anyam@localhost")
EMAIL_TIMEOUT = 20
ANYMAIL = {
    f"{MAIL_PROVIDER.upper()}_API_KEY": env.text("MAIL_KEY"),
    "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
}

# --- people and safety ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["anyam.foundation.entry.hashing.BoundedArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "anyam.interfaces.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # interfaces/web/accounts/throttle.py counts in a way that locks no worker out
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
MFA_ADAPTER = "anyam.interfaces.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = False  # the same
MFA_TOTP_ISSUER = "Anyam"
MFA_RECOVERY_CODE_DIGITS = 10
SOCIALACCOUNT_ADAPTER = "anyam.interfaces.web.accounts.adapter.OfficeAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # a person is an issuer and a subject, never an e-mail address
ANYAM_OIDC_PROVIDER = env.oidc_provider()
"""Names the issuer of the government's single sign-on; empty where there is none."""
SOCIALACCOUNT_PROVIDERS = env.oidc_settings()
if ANYAM_OIDC_PROVIDER:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")

ANYAM_DEMO = env.flag("DEMO")
"""Shows the banner that everybody in here is invented, and offers the sign-ins."""
ANYAM_DEMO_PASSWORD = env.demo_password()
ANYAM_SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED", default=not ANYAM_DEMO)
"""Whether the district's rules on the second factor hold. In training it is offered, so that all can play a part."""

ANYAM_KEYS = env.keys_folder()
"""The folder of the keys: never in the database, never in a backup."""
ANYAM_MAKES_KEYS = ANYAM_DEMO
"""A demo makes its keys on first use; a real installation by `anyam prepare`, and never again."""
ANYAM_LOG_NAME = env.text("LOG_NAME", "anyam")
"""Under this name the log of looks and events is signed; without blanks or "+"."""

ANYAM_WITNESS_EMAIL = env.text("WITNESS_EMAIL")
"""Where another agency keeps the log's checkpoints by mail; each holds a signature and nothing about anybody."""

BEHIND_HTTPS = env.flag("HTTPS")
ANYAM_TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1 if BEHIND_HTTPS else 0)
"""How many proxies of our own stand before the pages: so many entries of X-Forwarded-For are believed."""
SESSION_ENGINE = "anyam.foundation.entry.engine"
SESSION_COOKIE_AGE = 12 * 60 * 60  # at most; the district's rules may say less
ANYAM_IDLE_MINUTES = 15
# A name with __Host- is taken by browsers only when secure, for this very host, and for all of its paths.
COOKIE_PREFIX = "__Host-" if BEHIND_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_HTTPONLY = True
# The headers of every answer stand in one table: config/headers.py.
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_REFERRER_POLICY = None
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
# A script runs only with the number of its own answer; nothing comes from elsewhere and nothing goes there.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
}

# Uploads stay in memory until they are sealed; only the pages that take files keep one.
FILE_UPLOAD_HANDLERS = ["anyam.interfaces.web.files.uploads.CappedInMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 4
# Small messages (one referral, one action list) fit.
# The largest SOP, 200 rows edited as one table, is what needs so many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
