"""Settings of development, which `make run` serves."""

import os

from kototori.email_url import email_settings
from kototori.settings.base import *  # noqa: F403
from kototori.settings.base import INSTALLED_APPS, VAR_DIR

INSTALLED_APPS = [*INSTALLED_APPS, "kototori.development", "kototori.demo", "benchmarks"]

# Off by default, so that developers see the error pages of visitors. DEBUG=1 shows Django's own.
DEBUG = os.environ.get("DEBUG") == "1"
KOTOTORI_DEMO = True
KOTOTORI_SERVES_UPLOADS = True
SECRET_KEY = "only-for-development-and-never-in-production"  # noqa: S105  (published on purpose)
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS: list[str] = []
# Without EMAIL_URL mails are files, which the national administrator reads in the admin.
EMAIL_BACKEND = "kototori.development.mail_files.eml_backend.EmlBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
if os.environ.get("EMAIL_URL"):
    globals().update(email_settings(os.environ["EMAIL_URL"]))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
