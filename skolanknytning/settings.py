"""Settings, read from the environment.

``SKOLANKNYTNING_LAGE`` names the mode:

* ``drift`` (default): a school's own data. Refuses to start without ``SECRET_KEY`` and ``ALLOWED_HOSTS``.
* ``demo``: the fictional school, always in ``var/demo.sqlite3``; ``DATABASE_URL`` is ignored so that a demo can
  never touch a real database.
* ``test``: the test run and the bench; SQLite unless ``DATABASE_URL`` says otherwise.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LAGE = os.environ.get("SKOLANKNYTNING_LAGE", "drift")
if LAGE not in {"drift", "demo", "test"}:
    raise ImproperlyConfigured("SKOLANKNYTNING_LAGE ska vara drift, demo eller test.")
DRIFT, DEMO, TEST = LAGE == "drift", LAGE == "demo", LAGE == "test"
DEBUG = False
# Whatever the program makes, the database first of all, is for the one who runs it and no one else on the machine.
os.umask(0o077)
VAR = Path(os.environ.get("SKOLANKNYTNING_VAR", BASE_DIR / "var"))
VAR.mkdir(parents=True, exist_ok=True)


def _hemlig_nyckel() -> str:
    """The secret key: from the environment in drift, made once and kept beside the demo database in demo."""
    if DRIFT:
        nyckel = os.environ.get("SECRET_KEY", "")
        if len(nyckel) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY saknas eller är kortare än 50 tecken. Skapa en med: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(60))"'
            )
        return nyckel
    if TEST:
        return "test-" * 12
    fil = VAR / "demo.nyckel"
    if not fil.exists():
        fil.touch(mode=0o600)
        fil.write_text(secrets.token_urlsafe(60))
    return fil.read_text()


def _varddatorer() -> list[str]:
    """The host names the program answers to; named by whoever runs it in drift, loopback otherwise."""
    if not DRIFT:
        return ["127.0.0.1", "localhost", "testserver"]
    namn = [h.strip() for h in os.environ.get("ALLOWED_HOSTS", "").split(",") if h.strip()]
    if not namn or "*" in namn:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS saknas. Ange skolans adress, till exempel ALLOWED_HOSTS=skola.example."
        )
    return namn


def _databas() -> dict:
    """The database: SQLite embedded, or PostgreSQL through ``DATABASE_URL`` (ignored in demo)."""
    standard = f"sqlite:///{VAR / ('demo.sqlite3' if DEMO else 'skola.sqlite3')}"
    url = standard if DEMO else os.environ.get("DATABASE_URL") or standard
    databas = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    if databas["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE ends "database is locked"; FULL keeps what we called saved through a power cut.
        databas["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
            ),
        }
        # A file for the tests too: the browser tests' server has threads of its own.
        databas["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
    else:
        # The database plans a question it has seen five times once and for all: every page takes a fifth less time.
        databas["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 5} | databas.get("OPTIONS", {})
    return databas


SECRET_KEY = _hemlig_nyckel()
ALLOWED_HOSTS = _varddatorer()
DATABASES = {"default": _databas()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "skolanknytning.statiska.StatiskaConfig",
    "django_htmx",
    "template_partials",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "skolanknytning.logg",
    "skolanknytning.skola",
    "skolanknytning.bakgrund",
    "kartlaggning",
    "analys",
    "handlingsplan",
    "skolanknytning.start",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "skolanknytning.uppladdning.StorlekMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "skolanknytning.session.SessionstidMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "skolanknytning.htmx.InloggningKravsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "analys.moteslage.MoteslageMiddleware",
    "skolanknytning.htmx.FelMetodMiddleware",
]

ROOT_URLCONF = "skolanknytning.urls"
WSGI_APPLICATION = "skolanknytning.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "skolanknytning.skola.kontext.skola",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# In the session and never in a cookie: a message may name a pupil, and a cookie outlives the log-out.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Language and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Accounts ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "skola.Personal"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "namn")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "skolanknytning.skola.konto.Kontoadapter"
ACCOUNT_FORMS = {
    "change_password": "skolanknytning.skola.kontoformular.BytLosenordForm",
    "reset_password": "skolanknytning.skola.kontoformular.GlomtLosenordForm",
    "reset_password_from_key": "skolanknytning.skola.kontoformular.ValjLosenordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody signs up, so an address without an account is not written to; the page answers the same either way.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# A whole school may stand behind one address at eight in the morning; an account takes five failures.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "40/m/ip,5/5m/key", "reset_password": "10/m/ip,3/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PROXY_ANTAL", "0"))
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# --- Sessions: 30 minutes idle, 10 hours at most (see session.py) -------------------------------------------------
SESSION_TYST_SEKUNDER = 30 * 60
SESSION_LANGST_SEKUNDER = 10 * 60 * 60
SESSION_COOKIE_AGE = SESSION_LANGST_SEKUNDER
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What is kept when a log-in has been idle too long, but not when one logs out: mötesläge is left by one act alone.
SESSION_BEHALLS = ("moteslage",)

# --- Security ----------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = DRIFT
SESSION_COOKIE_HTTPONLY = True
# The page with unsaved marks reads the new token after a log-in in another tab, so that nothing is lost.
CSRF_COOKIE_HTTPONLY = False
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if DRIFT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = DRIFT
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if DRIFT and os.environ.get("PROXY_ANTAL", "0") != "0":
    # The reverse proxy in front ends TLS; it must set this header itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "skolanknytning.start.views.csrf_fel"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The class form of a large school's roster preview has a check box a pupil.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Shared by all worker processes, so that throttling counts every attempt.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if TEST
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

# Large printouts wait in the database for "manage.py arbetare".
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- E-mail ------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "skolanknytning@localhost")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
# Without a mail server nothing is sent, and nothing is printed: a reset link in the server's log would be a key.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"

# Where the program is read, for what is sent without anybody asking: manage.py paminn.
ADRESS = os.environ.get("SKOLANKNYTNING_ADRESS", "")

# --- Static files ------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
NODE = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", NODE / "bootstrap" / "dist" / "css"),
    ("bootstrap-icons", NODE / "bootstrap-icons" / "font"),
    ("source-sans-3", NODE / "@fontsource" / "source-sans-3"),
    ("noto-sans-symbols-2", NODE / "@fontsource" / "noto-sans-symbols-2"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "skolanknytning.statiska.Statiklager"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"rad": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "rad"}},
    "root": {"handlers": ["konsol"], "level": "WARNING"},
    # The worker says at every stop that it stops.
    "loggers": {"django_tasks_db": {"level": "ERROR"}},
}
