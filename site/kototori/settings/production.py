"""Settings of production. Secrets and local values come from the environment; a missing one is an error."""

import os

from django.core.exceptions import ImproperlyConfigured

from kototori.email_url import email_settings
from kototori.settings.base import *  # noqa: F403
from kototori.settings.base import STORAGES


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: production does not start without it.")
    return value


DEBUG = False
SECRET_KEY = _required("SECRET_KEY")
ALLOWED_HOSTS = _required("ALLOWED_HOSTS").split(",")
_required("DATABASE_URL")
# Without a mail server the site runs and mails wait; `check --deploy` says so.
globals().update(email_settings(os.environ.get("EMAIL_URL", "")))

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Whose attempts to sign in are counted together: the address that the server in front saw. Of `X-Forwarded-For` only
# what our own servers have added is believed, one entry each; what a visitor sends stands before it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = os.environ.get("CLIENT_ADDRESS_HEADER") or None
