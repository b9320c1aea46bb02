"""Settings of the test suite: production's behaviour without slow password hashing and hashed static names."""

from kototori.settings.base import *  # noqa: F403
from kototori.settings.base import INSTALLED_APPS, VAR_DIR

INSTALLED_APPS = [*INSTALLED_APPS, "kototori.development", "kototori.demo", "benchmarks"]

DEBUG = False
KOTOTORI_DEMO = True
KOTOTORI_SERVES_UPLOADS = True
SECRET_KEY = "only-for-the-test-suite"  # noqa: S105  (published on purpose)
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_FILE_PATH = VAR_DIR / "mail-of-tests"  # tests that write files name a folder of their own
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
