"""The settings of a Wagtail project as `wagtail start` makes them, with what the apps need marked."""

import os
from pathlib import Path

import kototori  # the apps: where their templates and catalogues are
from kototori.database_url import database_from_url
from kototori.settings.languages import LANGUAGES as KOTOTORI_LANGUAGES
from kototori.settings.languages import add_to_django

add_to_django()  # the apps: languages that Django has no name for

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "the host project's own"
DEBUG = False
ALLOWED_HOSTS = [".localhost", "www.town.example.org"]

#: Whether people sign in on portals' hosts, too. A project may leave it out.
HAS_ACCOUNTS = os.environ.get("TOWN_HAS_ACCOUNTS") == "1"

INSTALLED_APPS = [
    "town",
    # the apps
    *kototori.APPS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_modeladmin",
    "wagtail.contrib.routable_page",
    "pgtrigger",
    "lucide",
    # a usual Wagtail project
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
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
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "regions.refusals.request_input_middleware.RequestInputMiddleware",  # the apps
    "regions.middleware.PortalMiddleware",  # the apps
    "regions.conditional.ConditionalMiddleware",  # the apps
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "search.middleware.IndexAfterWriteMiddleware",  # the apps
    "editorial.edit_conflicts.middleware.EditConflictMiddleware",  # the apps
]

if HAS_ACCOUNTS:
    from kototori.settings.accounts import *  # noqa: F403  (the apps)

    INSTALLED_APPS += ["allauth", "allauth.account", "django_tasks_db"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1,
        "allauth.account.middleware.AccountMiddleware",
    )
    # Counting attempts needs a cache that all processes share: `manage.py createcachetable`.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "town_cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},  # with Django's 300, attempts that still count would be thrown out
        }
    }
    # Mails are sent by a worker: `manage.py db_worker`.
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

ROOT_URLCONF = "town.urls"
KOTOTORI_PORTAL_URLCONF = "town.portal_urls"  # the apps: portals' hosts have addresses of their own

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", kototori.TEMPLATES],  # the apps
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regions.context_processors.portal",  # the apps
            ],
        },
    }
]
LOCALE_PATHS = [kototori.LOCALE, kototori.ADMIN_LOCALE]  # the apps; the second has what Wagtail lacks in Finnish

EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ.get("TOWN_MAIL_PORT", "25"))

DATABASES = {"default": database_from_url(os.environ["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = KOTOTORI_LANGUAGES
WAGTAIL_I18N_ENABLED = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [kototori.STATIC]  # the apps
WAGTAIL_SITE_NAME = "A town"
WAGTAILADMIN_BASE_URL = "http://www.town.example.org"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "regions.refusals.rich_text_input.RichTextInput"}}
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
