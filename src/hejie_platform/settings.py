"""Settings of every mode. What differs between modes is decided in core.modes and said here once."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from hejie_platform.core import modes

HERE = Path(__file__).parent

HEJIE_MODE = modes.current()
HEJIE_DATA = modes.data_folder()
HEJIE_KEYRING = modes.keyring_text(HEJIE_MODE)
HEJIE_EVIDENCE_FOLDER = HEJIE_DATA / "evidence"
HEJIE_OUTBOUND = modes.outbound(HEJIE_MODE)
_post = modes.post(HEJIE_MODE)
EMAIL_HOST, EMAIL_PORT = _post.host, _post.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _post.user, _post.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _post.scheme == "smtp", _post.scheme == "smtps"
EMAIL_TIMEOUT = 20  # seconds: a mail server that is silent must not hold the worker
DEFAULT_FROM_EMAIL = _post.sender
HEJIE_LENDER_SYSTEMS = modes.lender_systems()
HEJIE_COUNTRY = modes.country()
HEJIE_SITE_URL = modes.site_url(HEJIE_MODE)
HEJIE_IDENTITY_PROVIDER = modes.identity_provider(HEJIE_MODE)
HEJIE_SIGNATURE_PROVIDER = modes.signature_provider(HEJIE_MODE)
# A conference server for meetings (see mediation.calls); without one they are held in text.
HEJIE_CALL_URL = os.environ.get("HEJIE_CALL_URL", "")
HEJIE_CALL_SECRET = os.environ.get("HEJIE_CALL_SECRET", "")
HEJIE_WEB_PROCESSES = int(os.environ.get("HEJIE_WEB_PROCESSES", "1"))
HEJIE_MAX_UPLOAD = 20 * 1024 * 1024
HEJIE_API_CALLS_A_MINUTE = 300  # for each key of a lender's system
HEJIE_SMALLEST_CELL = 5  # a count below it is never shown in figures
HEJIE_OBJECTION_DAYS = 14  # that a lender has before its figures are published

SECRET_KEY = modes.secret_key(HEJIE_MODE)
ALLOWED_HOSTS = modes.hosts(HEJIE_MODE)
DEBUG = False

INSTALLED_APPS = [
    "hejie_platform.core",
    "hejie_platform.people",
    "hejie_platform.ledger",
    "hejie_platform.lenders",
    "hejie_platform.cases",
    "hejie_platform.intake",
    "hejie_platform.negotiation",
    "hejie_platform.agreements",
    "hejie_platform.mediation",
    "hejie_platform.afterwards",
    "hejie_platform.support",
    "hejie_platform.notices",
    "hejie_platform.insight",
    "hejie_platform.privacy",
    "hejie_platform.web",
    "hejie_platform.jobs",
    "django.forms",  # its widgets' templates, after ours
    "hejie_platform.core.apps.ReadOnlyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hejie_platform.web.middleware.HomeLaw",
    "hejie_platform.web.middleware.ContentSecurity",
    "hejie_platform.web.middleware.UploadLimit",
    "hejie_platform.web.middleware.WayBack",
    "hejie_platform.web.middleware.SecondFactor",
    "hejie_platform.web.middleware.NothingHere",
    "hejie_platform.web.middleware.TooOften",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hejie_platform.urls"
ASGI_APPLICATION = "hejie_platform.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hejie_platform.web.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "hejie_platform.web.renderer.Renderer"
CSRF_FAILURE_VIEW = "hejie_platform.web.errors.form_expired"


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgres(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": dict(parse_qsl(parts.query)).get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


_database_url = os.environ.get("HEJIE_DATABASE_URL", "")
DATABASES = {
    "default": _postgres(_database_url) if _database_url else _sqlite(str(HEJIE_DATA / "hejie.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

# Counts of attempts and used codes are shared by all processes; a test keeps its own. Beyond MAX_ENTRIES the library throws
# away a third of what still counts (usually beyond 300): who tries many accounts could make the counts of others forgotten.
SHARED_CACHE: dict[str, Any] = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "shared_cache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if HEJIE_MODE is modes.Mode.TEST
    else SHARED_CACHE
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Accounts. By phone with a code, or by e-mail with a password; every confirmation is a typed code, so that a
# scanner that opens links of a message confirms nothing.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:enter"
LOGOUT_REDIRECT_URL = "home:start"
ACCOUNT_ADAPTER = "hejie_platform.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# The form asks for the fields of one way only. The library's warning wants a phone from everybody.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]
_FORMS = "hejie_platform.web.account.forms."
ACCOUNT_FORMS = {
    "login": _FORMS + "LoginForm",
    "signup": _FORMS + "SignupForm",
    "request_login_code": _FORMS + "RequestLoginCodeForm",
    "add_email": _FORMS + "AddEmailForm",
    "change_email": _FORMS + "ChangeEmailForm",
    "change_phone": _FORMS + "ChangePhoneForm",
    "change_password": _FORMS + "ChangePasswordForm",
    "set_password": _FORMS + "SetPasswordForm",
    "reset_password": _FORMS + "ResetPasswordForm",
    "reset_password_from_key": _FORMS + "ResetPasswordKeyForm",
    "reauthenticate": _FORMS + "ReauthenticateForm",
    "confirm_login_code": _FORMS + "ConfirmLoginCodeForm",
    "confirm_email_verification_code": _FORMS + "ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": _FORMS + "ConfirmPasswordResetCodeForm",
    "verify_phone": _FORMS + "VerifyPhoneForm",
}
MFA_FORMS = {
    "authenticate": _FORMS + "AppLoginForm",
    "reauthenticate": _FORMS + "AppReauthenticateForm",
    "activate_totp": _FORMS + "ActivateAppForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Axes counts failed log-ins by account and address. These count by account alone, so that neither many addresses nor
# many codes help to guess one: passwords and codes of the app (login_failed), codes by message, codes before a signature.
# Many phones of one network share an address: ten a minute may register from it, but no more in a day than an office has.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key,100/d/key",
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "verify_phone": "1/30s/key,10/m/ip,500/d/ip,20/d/key",
    "reset_password": "20/m/ip,5/m/key,20/d/key",
    "send_confirmation": "1/30s/user,20/d/user",
    "try_confirmation": "10/15m/user,60/d/user",
    "try_invitation": "20/m/ip,200/d/ip",
    "report_suspicion": "5/m/ip,100/d/ip",
    "judge_file": "20/m/ip,500/d/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "hejie_platform.web.account.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Hejie 和解"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "hejie_platform.web.account.views.locked_out"
AXES_USERNAME_CALLABLE = "hejie_platform.web.account.views.named_account"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "email", "phone", "login"]
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
    ("en", _("English")),
]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# A failure is told on the console of the process; an address that is not there is no failure.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR"}},
}

STATIC_URL = "/static/"
# Collected in production; elsewhere each app serves its own files.
STATIC_ROOT = HEJIE_DATA / "static" if HEJIE_MODE is modes.Mode.PRODUCTION else None
WHITENOISE_USE_FINDERS = True

_is_production = HEJIE_MODE is modes.Mode.PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _is_production
CSRF_COOKIE_SECURE = _is_production
SECURE_SSL_REDIRECT = _is_production
SECURE_HSTS_SECONDS = 31_536_000 if _is_production else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_production else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A form of an application is small; files are streamed to disk and refused beyond HEJIE_MAX_UPLOAD.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
