"""Django's settings, made from ``environment.py``."""

from typing import Any

from django.utils.csp import CSP

from ordolux.config import database, secrets, telling
from ordolux.config.environment import ROOT, read
from ordolux.foundation import watching

ENVIRONMENT = read()
BASE_DIR = ROOT

# ── our own, for ``django.conf.settings`` ────────────────────────────────────
ORDOLUX_STATE = ENVIRONMENT.state
ORDOLUX_KEYS = ENVIRONMENT.key_folder
ORDOLUX_SIMULATION = ENVIRONMENT.simulation
ORDOLUX_APP_ROLE = database.app_role(ENVIRONMENT)
ORDOLUX_LIVE_PORT = 0 if ENVIRONMENT.behind_proxy else ENVIRONMENT.live_port
ORDOLUX_WEB_PORT = ENVIRONMENT.web_port
ORDOLUX_PUBLIC_URL = (ENVIRONMENT.public_url or f"http://127.0.0.1:{ENVIRONMENT.web_port or 8000}").rstrip(
    "/"
)
ORDOLUX_SMTP_HOST = ENVIRONMENT.bind
ORDOLUX_SMTP_PORT = ENVIRONMENT.smtp_port or 8025
ORDOLUX_MAIL_DOMAIN = ENVIRONMENT.mail_domain
ORDOLUX_MAIL_SENDER = ENVIRONMENT.sender
ORDOLUX_MAIL_ADDRESS = ENVIRONMENT.sender
ORDOLUX_POSTBOX_PORT = ENVIRONMENT.postbox_port
ORDOLUX_OUTBOX_SECONDS = ENVIRONMENT.outbox_seconds
ORDOLUX_SILENT_SECONDS = ENVIRONMENT.silent_seconds
ORDOLUX_RELAY_HOST = ENVIRONMENT.relay_host
ORDOLUX_RELAY_PORT = ENVIRONMENT.relay_port
ORDOLUX_RELAY_USER = ENVIRONMENT.relay_user
ORDOLUX_RELAY_PASSWORD = ENVIRONMENT.relay_password
ORDOLUX_RELAY_TLS = ENVIRONMENT.relay_tls
ORDOLUX_FAX_FOLDER = ENVIRONMENT.fax_folder
ORDOLUX_FAX_COMMAND = ENVIRONMENT.fax_command
ORDOLUX_FAX_GROUP = ENVIRONMENT.fax_group
ORDOLUX_FAX_GATEWAYS = frozenset(
    one.strip().lower() for one in ENVIRONMENT.fax_gateways.split(",") if one.strip()
)
ORDOLUX_OUTGOING = ENVIRONMENT.state / "outgoing"

# ── the house ────────────────────────────────────────────────────────────────
DEBUG = ENVIRONMENT.debug
SECRET_KEY = secrets.secret_key(ENVIRONMENT)
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.hosts.split(",") if host.strip()]
ROOT_URLCONF = "ordolux.config.urls"
WSGI_APPLICATION = "ordolux.config.wsgi.application"
ASGI_APPLICATION = "ordolux.config.asgi.application"
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "ordolux.foundation",
    "ordolux.inquiries",
    "ordolux.orders",
    "ordolux.production",
    "ordolux.shipping",
    "ordolux.support",
    "ordolux.edges",
    "ordolux.process",
]

MIDDLEWARE = [
    "ordolux.edges.watched.Watched",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "ordolux.config.live.LiveOrigin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ordolux.edges.access.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

FORM_RENDERER = "ordolux.edges.ui.drawing.Renderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(ROOT.glob("ordolux/edges/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ordolux.config.live.live_address",
                "ordolux.edges.ui.context.look",
            ],
            "libraries": {"ui": "ordolux.edges.ui.templatetags.ui"},
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ordolux.edges.ui.templatetags.ui",
            ],
        },
    }
]

# ── database and jobs ────────────────────────────────────────────────────────
DATABASES = {"default": database.django_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── people ───────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "foundation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "ordolux.edges.public.signing_in.Accounts"
ACCOUNT_FORMS = {
    "login": "ordolux.edges.public.signing_in.PasswordForm",
    "request_login_code": "ordolux.edges.public.signing_in.RequestCodeForm",
    "confirm_login_code": "ordolux.edges.public.signing_in.GiveCodeForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "ordolux.edges.public.signing_in.SecondFactors"
MFA_FORMS = {
    "authenticate": "ordolux.edges.public.signing_in.FactorForm",
    "reauthenticate": "ordolux.edges.public.signing_in.FactorAgainForm",
    "activate_totp": "ordolux.edges.public.signing_in.FirstFactorForm",
}
MFA_TOTP_ISSUER = "Ordolux"
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# How many proxies of ours write X-Forwarded-For; without one the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.behind_proxy else 0
# What is counted (tries to sign in, codes already used) is counted in the database, for all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "edges_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# ── language and time ────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "ordolux" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ── files ────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATICFILES_DIRS: list[Any] = [
    *sorted(ROOT.glob("ordolux/edges/*/static")),
    *(
        (name, folder)
        for name, folder in (
            ("uplot", ROOT / "node_modules" / "uplot" / "dist"),
            ("world-atlas", ROOT / "node_modules" / "world-atlas"),
        )
        if folder.is_dir()
    ),
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENVIRONMENT.state / "uploads"},
    },
    "files": {
        "BACKEND": "ordolux.foundation.files.folder.FolderStore",
        "OPTIONS": {
            "location": ENVIRONMENT.file_store,
            "base_url": None,
            "second": ENVIRONMENT.archive and ENVIRONMENT.archive / "files",
        },
    },
    "staticfiles": {"BACKEND": "ordolux.config.static.VersionedAddresses"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
# how often one key of a program, or one address without a key, may ask the API in a minute
API_PER_MINUTE = 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# ── fences ───────────────────────────────────────────────────────────────────
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
CSRF_FAILURE_VIEW = "ordolux.edges.ui.errors.no_token"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_TRUSTED_ORIGINS = [ORDOLUX_PUBLIC_URL]

# ── letters ──────────────────────────────────────────────────────────────────
DEFAULT_FROM_EMAIL = ENVIRONMENT.sender
SERVER_EMAIL = ENVIRONMENT.sender
# Sign-in codes go out at once; every other letter waits in the outbox until the relay has taken it.
MAILERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": ENVIRONMENT.relay_host,
            "port": ENVIRONMENT.relay_port,
            "username": ENVIRONMENT.relay_user,
            "password": ENVIRONMENT.relay_password,
            "use_tls": ENVIRONMENT.relay_tls,
            "timeout": 20,
        },
    }
    if ENVIRONMENT.relay_host
    else {"BACKEND": "ordolux.edges.mailbox.backend.PostboxBackend"}
}

# ── what the processes say ───────────────────────────────────────────────────
LOGGING = telling.logging_settings(as_json=ENVIRONMENT.log == "json")
# one folder for all processes of this machine; the supervisor empties it when a run begins
watching.keep_in(ENVIRONMENT.state / "run" / "counters")
