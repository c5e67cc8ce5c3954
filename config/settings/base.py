"""Settings that every installation shares. What differs comes from the environment (docs/operations)."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from motcua.server import databases, keys, places

ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
DATA = places.data_folder()
SECRET_KEY = os.environ.get("MOTCUA_SECRET_KEY") or keys.django_secret(DATA)

# One setting says under which address people reach the installation; the rest follows from it.
PORT = os.environ.get("PORT", "8000")
ORIGIN = os.environ.get("MOTCUA_ORIGIN", f"http://localhost:{PORT}")
_origin = urlsplit(ORIGIN)
HTTPS = _origin.scheme == "https"
ALLOWED_HOSTS = [h for h in {_origin.hostname, "localhost", "127.0.0.1", "[::1]"} if h]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy's duty; behind none there is no second port to redirect from
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = bool(os.environ.get("MOTCUA_BEHIND_PROXY"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 10 * 60 * 60  # one long working day
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "motcua.accounts.visits"

INSTALLED_APPS = [
    "motcua.web.shell",  # before the admin, whose templates it mends
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.postgres",
    "csp",
    "motcua.server",
    "motcua.journal",
    "motcua.worktime",
    "motcua.orgs",
    "motcua.accounts",
    "motcua.queueing",
    "motcua.catalogue",
    "motcua.attachments",
    "motcua.dossiers",
    "motcua.payments",
    "motcua.rounds",
    "motcua.issuing",
    "motcua.evaluation",
    "motcua.notifications",
    "motcua.wiring",
    "motcua.simulation",
    "motcua.web.portal",
    "motcua.web.signin",
    "motcua.web.counter",
    "motcua.web.hall",
    "motcua.web.desk",
    "motcua.web.editor",
    "motcua.web.issuing",
    "motcua.web.manage",
    "motcua.web.notices",
    "motcua.web.registers",
    "motcua.web.outages",
    "motcua.web.surveys",
    "motcua.web.results",
    "motcua.web.evaluation",
]

MIDDLEWARE = [
    "motcua.web.shell.origin.OriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages shrink to a fifth; of random length, against BREACH
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.shell.preferences.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "motcua.web.shell.access.AccessMiddleware",
    "motcua.web.signin.visits.SeenMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.shell.context.shell",
            ],
        },
    },
]

# "default" is the application's role; "owner" owns the tables and is used by migrations alone.
DATABASES = databases.from_environment(DATA)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "motcua.web.manage.backends.TableOfRights",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
# The shared sign-in of the agency, by OpenID Connect; none until its issuer is named.
OIDC = (
    {
        "issuer": os.environ["MOTCUA_OIDC_ISSUER"],
        "client_id": os.environ.get("MOTCUA_OIDC_CLIENT_ID", ""),
        "client_secret": os.environ.get("MOTCUA_OIDC_CLIENT_SECRET", ""),
        "name": os.environ.get("MOTCUA_OIDC_NAME", "Đăng nhập chung của cơ quan"),
        "claim": os.environ.get("MOTCUA_OIDC_CLAIM", "email"),
    }
    if os.environ.get("MOTCUA_OIDC_ISSUER")
    else None
)
CSRF_FAILURE_VIEW = "motcua.web.shell.views.errors.csrf_failed"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "motcua" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
NUMBER_GROUPING = 3  # where thousands are parted at all, also in Vietnamese

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
_FILES = "django.core.files.storage.FileSystemStorage"
STORAGES = {
    "default": {"BACKEND": _FILES},
    # Never below a web address: files leave through views that ask who looks.
    "attachments": {
        "BACKEND": _FILES,
        "OPTIONS": {
            "location": DATA / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The virus scanner clamd: the path of its socket or host:port; empty where the installation has none.
CLAMD = os.environ.get("MOTCUA_CLAMD", "").removeprefix("off")

# Digital signatures: keys as PKCS#12 files, or on a token by PKCS#11 (docs/operations/signing.md).
SIGNING = {
    "folder": DATA / "keys" / "signing",
    "password": os.environ.get("MOTCUA_SIGNING_PASSWORD", ""),
    "module": os.environ.get("MOTCUA_PKCS11_MODULE", ""),
    "token": os.environ.get("MOTCUA_PKCS11_TOKEN", ""),
    "pin": os.environ.get("MOTCUA_PKCS11_PIN", ""),
    "roots": os.environ.get("MOTCUA_SIGNING_ROOTS", ""),
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

# Letters go to files in the data folder until a mail server is named.
_smtp = urlsplit(os.environ.get("MOTCUA_SMTP", ""))
if _smtp.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or (465 if _smtp.scheme == "smtps" else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _smtp.scheme == "smtps", _smtp.scheme == "smtp+starttls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "letters"
DEFAULT_FROM_EMAIL = os.environ.get("MOTCUA_MAIL_FROM", f"motcua@{_origin.hostname}")
NOTICES_PAGE = "notices:list"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MOTCUA_LOG_LEVEL", "WARNING")},
}

# Codes of dossiers (domain.md 1.5); numbers begin anew each day in each receiving agency.
DOSSIER_CODE_PATTERN = os.environ.get("MOTCUA_CODE_PATTERN", "{agency}-{yyMMdd}-{seq:04d}")
# How many days after an outage began its papers may still be entered (statistics.md 1: bounded).
OUTAGE_DAYS = int(os.environ.get("MOTCUA_OUTAGE_DAYS", "7"))
# The series (ký hiệu) of the receipts of fees that the system prints; numbers begin anew each year.
RECEIPT_SERIES = os.environ.get("MOTCUA_RECEIPT_SERIES", "AA-{yy}T")
DOSSIER_CODE_SCHEME = os.environ.get("MOTCUA_CODE_SCHEME", "qcvn_102")
