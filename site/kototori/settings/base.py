"""Settings that every environment shares. Nothing here starts a process or opens a connection."""

import os
from pathlib import Path

import kototori
from kototori.database_url import database_from_url
from kototori.settings.accounts import *  # noqa: F403
from kototori.settings.languages import INTERFACE_LANGUAGES, LANGUAGES, add_to_django

add_to_django()

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "kototori",
    *kototori.APPS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_modeladmin",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "pgtrigger",
    "lucide",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kototori.security_headers.SecurityHeadersMiddleware",
    "kototori.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "faces.api.middleware.ApiMiddleware",
    "regions.refusals.request_input_middleware.RequestInputMiddleware",
    "regions.middleware.PortalMiddleware",
    "regions.conditional.ConditionalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "search.middleware.IndexAfterWriteMiddleware",
    "editorial.edit_conflicts.middleware.EditConflictMiddleware",
]

ROOT_URLCONF = "kototori.urls"
WSGI_APPLICATION = "kototori.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [kototori.TEMPLATES],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["kototori.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regions.context_processors.portal",
            ],
        },
    }
]

# manage.py and the test suite set DATABASE_URL themselves when they have started the embedded PostgreSQL.
DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", "postgresql:///kototori"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
# Signing in is in `kototori.settings.accounts`.
# Two weeks after signing in one signs in again; a new password ends all other sessions at once.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "editorial.desk_texts.absent_writers.form_not_accepted"

# Shared by all processes, because the limits of signing in count in it. `prepare` makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kototori_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Languages and time. Schedules are expanded in Finland's local time.
LANGUAGE_CODE = "fi"
# Our own messages first, then our translations of Wagtail's (see `kototori.ADMIN_LOCALE`).
LOCALE_PATHS = [kototori.LOCALE, kototori.ADMIN_LOCALE]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [(code, name) for code, name in INTERFACE_LANGUAGES if code in {"fi", "sv", "en"}]

# The path below which the site is served, such as "/kototori"; the server in front takes it off the address.
_BELOW = os.environ.get("FORCE_SCRIPT_NAME", "").rstrip("/")
FORCE_SCRIPT_NAME = _BELOW or None

# Static files and uploads.
STATIC_URL = f"{_BELOW}/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [kototori.STATIC]
MEDIA_URL = f"{_BELOW}/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "regions.uploads.upload_storage.UploadStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail. Approval publishes the reviewed revision, never a later edit.
WAGTAIL_SITE_NAME = "Kototori"
# Where the admin is until there is a national portal; then it is on that portal's host.
WAGTAILADMIN_BASE_URL = os.environ.get("ADMIN_BASE_URL", f"http://kototori.localhost:{os.environ.get('PORT', '8000')}")
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "regions.refusals.rich_text_input.RichTextInput"}}
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A picture is decoded whole when it is stored: this many pixels take about 250 MB then.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "regions.uploads.picture_forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# Documents are files to save, never pages of this host; what a browser would run isn't taken.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
WAGTAILDOCS_EXTENSIONS = [*WAGTAILDOCS_CONTENT_TYPES]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# Wagtail's own search serves the admin's search boxes. The worker runs its indexing as tasks, because it would deadlock
# inside a transaction that publishes.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Each portal is served at <slug>.<this domain>, unless its site names another host.
KOTOTORI_DOMAIN = os.environ.get("KOTOTORI_DOMAIN", "localhost")
KOTOTORI_PORT = int(os.environ.get("PORT", "8000"))
# Mails. Their sender is the portal's title with this address; how they are sent, each environment says.
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"kototori@{KOTOTORI_DOMAIN}")
#: What is wrong with EMAIL_URL, and whether that is all that is missing; for the system checks.
KOTOTORI_EMAIL_FAULT = ""
KOTOTORI_EMAIL_IS_MISSING = False
#: Seconds that a request that writes may spend on updating the read model. The worker does the rest.
KOTOTORI_INDEX_BUDGET_SECONDS = 5.0
#: Whether demo accounts, whose password is published, may exist.
KOTOTORI_DEMO = False
#: Whether the site itself serves uploads.
KOTOTORI_SERVES_UPLOADS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
