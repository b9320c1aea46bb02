"""Update the gettext catalogues in `locale/` from the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kototori import LOCALE
from kototori.catalogues import catalogues
from kototori.development.messages import update_catalogue, used_messages


class Command(BaseCommand):
    help = "Add new messages to the catalogues and drop unused ones; translations stay. Needs no gettext tools."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        used = used_messages(settings.BASE_DIR)
        for path in catalogues(LOCALE):
            missing = update_catalogue(path, used)
            self.stdout.write(f"{path.parents[1].name}: {len(used) - missing} of {len(used)} messages translated")
