"""Settings of development, which `make run` serves."""

import os

from kototori.settings.base import *  # noqa: F403
from kototori.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "kototori.development", "kototori.demo", "benchmarks"]

# Off by default, so that developers see the error pages of visitors. DEBUG=1 shows Django's own.
DEBUG = os.environ.get("DEBUG") == "1"
KOTOTORI_DEMO = True
KOTOTORI_SERVES_UPLOADS = True
SECRET_KEY = "only-for-development-and-never-in-production"  # noqa: S105  (published on purpose)
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS: list[str] = []
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
