"""Settings of the measured site: production's behaviour on this machine, without what needs a network."""

from kototori.settings.base import *  # noqa: F403
from kototori.settings.base import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "kototori.demo", "benchmarks"]

DEBUG = False
#: Lets ``generate_pool`` fill the databases, which hold nothing else.
KOTOTORI_DEMO = True
SECRET_KEY = "only-for-measuring"  # noqa: S105  (published on purpose)
ALLOWED_HOSTS = [".localhost"]
ROOT_URLCONF = "benchmarks.urls"
