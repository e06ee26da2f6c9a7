"""One file of settings for every environment. Reads the environment; `.env.example` lists every name read here."""

from pathlib import Path

from csp.constants import NONE, SELF

from factcheck.environment import (
    BASE_DIR,
    MAIL_PORTS,
    a_week_or_more,
    archiver,
    broker_socket,
    hour,
    language_tag,
    log_level,
    mail_security,
    nought_or_more,
    port_number,
    positive,
    read_environment,
    refuse,
    share,
    web_address,
)

env = read_environment()

# --- Where we are -----------------------------------------------------------------------------
# Unsafe defaults exist only in debug; `make run` turns debug on, the container does not.
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = env.path("DATA_DIR", default=BASE_DIR / "var").absolute()
SECRET_KEY = env.str("SECRET_KEY", default="only-for-debug-never-for-people") if DEBUG else env.str("SECRET_KEY")
ALLOWED_HOSTS = (
    env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]) if DEBUG else env.list("ALLOWED_HOSTS")
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- What it is made of -----------------------------------------------------------------------
INSTALLED_APPS = [
    # Ours before the admin: our templates take the place of its own.
    "claims",
    "reviews",
    "seeds",
    "factcheck.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "factcheck.failures.MissingPages",
]
CSRF_FAILURE_VIEW = "factcheck.failures.forged"
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Columns that indexes only carry along are for PostgreSQL: that SQLite leaves them out does no harm.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
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
        },
    },
]

# --- The database is the truth ----------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'factcheck.sqlite3'}")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server costs one query, not one error per thread
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A deferred transaction that turns into a writer fails at once with "locked"; an immediate one waits its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: without it INSERT OR REPLACE deletes an event behind the back of the DELETE trigger.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
    try:
        Path(DATABASES["default"]["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(f"DATA_DIR or DATABASE_URL: the folder of the database cannot be made ({error}).") from None
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # Without it a server that swallows packets holds a request for two minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # Our queries stop after a few rows, which their costs do not tell: compiling them, or calling helpers (12 ms each
    # time), takes longer than running them.
    DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off -c max_parallel_workers_per_gather=0")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# --- Words and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
# The desk speaks English: nothing is looked up, for each word and number that is drawn, in a catalogue.
USE_I18N = False
TIME_ZONE = env.time_zone("TIME_ZONE", default="UTC")
USE_TZ = True

# --- Static files -----------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=DATA_DIR / "static")
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Safety -----------------------------------------------------------------------------------
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
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES = not DEBUG and env.bool("HTTPS", default=True)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if SECURE_COOKIES else 0
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Articles have their own, lower limit with a better sentence; this one only stops absurd bodies.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
LOGIN_URL = "admin:login"
# Of each web server process. Whoever waits for the change feed holds one, so only half of them may wait at a time.
WEB_THREADS = env.int("WEB_THREADS", default=4, validate=positive)

# --- Celery: it only delivers work; losing every message may cost time, never a claim -----------
# Without REDIS_URL this is the broker that `make run` starts (factcheck/broker.py).
CELERY_BROKER_URL = env.broker("REDIS_URL", default=f"redis+socket://{broker_socket(DATA_DIR)}")
# Acknowledged early, a task dies with its worker; late, Redis gives it to the next one.
CELERY_TASK_ACKS_LATE = True
# Without it a killed pool child still counts as "done". It would loop for ever if the job's row did not cap attempts.
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True  # results are rows of ours; a result backend would only leak keys
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # a worker that hoards messages takes them with it when it is killed
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]  # pickle would let whoever reaches Redis run code here
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300  # a hung task holds its pool process for ever; must stay below the visibility timeout
CELERY_VISIBILITY_TIMEOUT = 900
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": CELERY_VISIBILITY_TIMEOUT,  # shorter than a task, and healthy workers run it three times
    # The defaults (10 x 10 s) bring a dead worker's message back only after a minute and a half.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # Without timeouts a half-open connection hangs a worker for good, and a frozen Redis hangs the request that
    # publishes. Whoever waits for a page gets 2 s; factcheck/celery.py gives workers 10.
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
# A request may not wait for a broker: one more try, then the sweep sees to it. (With no retry policy at all kombu
# waits 6 s, measured.)
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # the default gives up after 100 tries and leaves no worker
# A stopped worker finishes what it has, at most this long, then hands it back; needs REMAP_SIGTERM=SIGQUIT around it.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 3 if DEBUG else 30
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000  # parsers leak; a fresh process forgets
# A task whose broker is gone will be delivered again: going on with it would do the work twice.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_CONCURRENCY = env.int("WORKER_PROCESSES", default=2, validate=positive)
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SYNC_EVERY = 1  # the default writes its file every 3 minutes: too rarely to tell a clock that stands still
CELERY_TIMEZONE = TIME_ZONE

# --- What is said, and to whom ------------------------------------------------------------------
# People get sentences; the details go to stderr, one line per record, and whoever runs the desk collects them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "factcheck.logs.OneLine",
            "format": "%(asctime)s %(levelname)s %(name)s[%(process)d] %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO", validate=log_level)},
    "loggers": {
        # Django's own handlers would say everything twice, and mail it.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # It calls every short or broken page an error; we read those ourselves.
        "trafilatura": {"level": "CRITICAL"},
    },
}

# --- Mail to people: without a server nothing is mailed, and everything stands on the desk all the same ------------
EMAIL_HOST = env.str("EMAIL_HOST", default="")
SENDS_MAIL = DEBUG or EMAIL_HOST != ""
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console' if DEBUG else 'dummy'}.EmailBackend"
EMAIL_SECURITY = env.str("EMAIL_SECURITY", default="starttls", validate=mail_security)
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_PORT = env.int("EMAIL_PORT", default=MAIL_PORTS[EMAIL_SECURITY], validate=port_number)
EMAIL_HOST_USER = env.str("EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_PASSWORD", default="")
EMAIL_TIMEOUT = 10  # a server that swallows packets must not hold a worker
# Both are in every mail, so a desk that sends any must be told them.
if DEBUG or not EMAIL_HOST:
    DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="factcheck@localhost")
    SITE_URL = env.str("SITE_URL", default="http://localhost:8000", validate=web_address).rstrip("/")
else:
    DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM")
    SITE_URL = env.str("SITE_URL", validate=web_address).rstrip("/")
# When the daily mail goes out, in TIME_ZONE.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=7, validate=hour)

# --- The API ----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # The first one's challenge is what makes an anonymous request a 401.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.authentication.NameAndPassword",
        "factcheck.api.authentication.Key",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["claims.api.permissions.Admitted"],
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.pace.Pace"],
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,  # whose word on the caller's address is taken
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "factcheck.api.negotiation.WithLength",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.api.parsers.JSON"],
    "DEFAULT_FILTER_BACKENDS": ["factcheck.api.filtering.Filters"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "factcheck.api.schema.Operation",
    "EXCEPTION_HANDLER": "factcheck.api.problems.handle",
    "LIST_SERIALIZER_ERRORS_AS_DICT": True,
    "DEFAULT_METADATA_CLASS": "factcheck.api.metadata.Methods",
    "URL_FORMAT_OVERRIDE": None,  # `?format=` would be one more way to ask for what Accept asks for
}

# Of one caller; 0: as many as they like. Counted in the cache.
REQUESTS_PER_MINUTE = {
    "machine": env.int("MACHINE_REQUESTS_PER_MINUTE", default=1200, validate=nought_or_more),
    "person": env.int("PERSON_REQUESTS_PER_MINUTE", default=1200, validate=nought_or_more),
    "address": env.int("ADDRESS_REQUESTS_PER_MINUTE", default=300, validate=nought_or_more),
    "failed_log_in": env.int("FAILED_LOG_INS_PER_MINUTE", default=20, validate=nought_or_more),
}
# In this process, unless a Redis is named: then all of them count together.
CACHES = {"default": env.cache("CACHE_URL", default="")}

SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "DESCRIPTION": "Articles, their checkable claims, reviews, and published verdicts with their sources.",
    "VERSION": "1",
    "OAS_VERSION": "3.0.3",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.api.schema.share_problems",
        "factcheck.api.schema_links.add_links",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ClaimStatus": "claims.enums.Status",
        "ArticleStatus": "claims.enums.ArticleStatus",
        "Act": "claims.enums.Act",
        "Door": "claims.enums.Door",
        "Scope": "claims.enums.Scope",
        "AssignmentRole": "reviews.enums.AssignmentRole",
        "HandedOut": "reviews.enums.HandedOut",
        "Closed": "reviews.enums.Closed",
        "SourceKind": "reviews.enums.SourceKind",
        "Stance": "reviews.enums.Stance",
        "Edition": "reviews.enums.Edition",
        "Colour": "reviews.enums.Colour",
        "ArchiveState": "reviews.enums.ArchiveState",
        "PublicChange": "reviews.api.inputs.PUBLIC_CHOICES",
        "Told": "reviews.enums.Told",
        "ChangeKind": "reviews.enums.News",
        "FormatEnum": "claims.api.inputs.TEXT_FORMATS",
        "ExportKind": "reviews.enums.ExportKind",
        "ExportFormat": "reviews.enums.ExportFormat",
        "ExportState": "reviews.enums.ExportState",
    },
    # The page's own files come from here (the sidecar), so that the content security policy needs no foreign host.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Its deep links complain in the console of every name with a `_`, its colours of code are hard to read.
    "SWAGGER_UI_SETTINGS": {"deepLinking": False, "syntaxHighlight": {"activated": False}},
    "REDOC_DIST": "SIDECAR",
}

# --- Going outside ----------------------------------------------------------------------------
# For everything that is fetched from the web (claims/outside): only public addresses, unless they are named here.
OUTSIDE = {
    "networks": env.networks("ALLOW_PRIVATE_ADDRESSES", default=[]),
    "ports": frozenset(env.list("OUTSIDE_PORTS", default=[80, 443], subcast=int)),
    "proxy": env.proxy("OUTSIDE_PROXY", default=""),
}
# Who keeps copies of the pages that sources cite: local, wayback, none, or the dotted path of a class.
ARCHIVER = env.str("ARCHIVER", default="local", validate=archiver)
ARCHIVE_MAX_BYTES = env.int("ARCHIVE_MAX_BYTES", default=20_000_000, validate=positive)
WAYBACK_URL = env.str("WAYBACK_URL", default="https://web.archive.org/save")

# Webhooks go where editors say, so they may have private networks and ports of their own.
WEBHOOKS = {
    "networks": env.networks("WEBHOOK_PRIVATE_ADDRESSES", default=[]),
    "ports": frozenset(env.list("WEBHOOK_PORTS", default=[80, 443], subcast=int)),
    "proxy": OUTSIDE["proxy"],
}
# For how long the log keeps what has arrived. A message is tried for four days: its log must not end before.
WEBHOOK_LOG_DAYS = env.int("WEBHOOK_LOG_DAYS", default=30, validate=a_week_or_more)

# --- What readers see ---------------------------------------------------------------------------
PUBLIC_PAGES = env.bool("PUBLIC_PAGES", default=True)
SITE_NAME = env.str("SITE_NAME", default="Factcheck")
SITE_LANGUAGE = env.str("SITE_LANGUAGE", default="en", validate=language_tag)
SITE_LICENSE = env.str("SITE_LICENSE", default="", validate=web_address)

# --- The desk ---------------------------------------------------------------------------------
# Of UTF-8, after the page's markup is gone.
ARTICLE_MAX_BYTES = env.int("ARTICLE_MAX_BYTES", default=2_000_000, validate=positive)
# The check-worthiness from which a claim queues by itself, and how many of one article may.
QUEUE_THRESHOLD = env.float("QUEUE_THRESHOLD", default=0.4, validate=share)
CLAIMS_PER_ARTICLE = env.int("CLAIMS_PER_ARTICLE", default=20, validate=positive)
# Where the files of a second reader of English articles are (`make encoder`); empty: the shipped model reads alone.
ENCODER_DIR = env.encoder("ENCODER_DIR", default=None)
# For how many days a file is kept that somebody had made of claims, reviews, verdicts or sources.
EXPORTS_KEPT_DAYS = env.int("EXPORTS_KEPT_DAYS", default=7, validate=positive)
# For who takes a claim and sits in front of it, and for who finds it on the desk later.
TAKEN_LEASE_MINUTES = env.int("TAKEN_LEASE_MINUTES", default=60, validate=positive)
ASSIGNED_LEASE_MINUTES = env.int("ASSIGNED_LEASE_MINUTES", default=8 * 60, validate=positive)
