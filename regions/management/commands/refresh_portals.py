from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regions.actions.open_portal import OpenPortalError
from regions.actions.refresh_portals import refresh_portals


class Command(BaseCommand):
    help = "Give every portal the pages and rights that a new one gets, as after an upgrade. Again = no change."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        try:
            for opened in refresh_portals():
                changes = f": {len(opened.changes)} things made" if opened.changes else ": no change"
                if verbosity:
                    self.stdout.write(f"{opened.portal.title}{changes}")
        except OpenPortalError as error:
            raise CommandError(str(error)) from None
