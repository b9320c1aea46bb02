import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # Installed from the wheel, the packages need no paths; run in a checkout, they lie two folders up.
    sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parents[1] / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "town.settings")
    execute_from_command_line(sys.argv)
