"""Development: what `make run` serves."""

from kototori.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "only-for-development-and-never-in-production"
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS: list[str] = []
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
