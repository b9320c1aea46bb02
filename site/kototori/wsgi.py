"""The entry for a WSGI server such as gunicorn."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kototori.settings.production")

application = get_wsgi_application()
