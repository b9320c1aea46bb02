from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kototori import ROOT
from kototori.development import screenshots
from regions.models import Portal


class Command(BaseCommand):
    help = "Picture every public page type (fi, ar) and every role's main screens (fi) into var/screenshots/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--documents", action="store_true", help="Only the pictures of the guides in docs/, into docs/pictures/."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if screenshots.find_chromium() is None:
            raise CommandError("This needs Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium).")
        portal = Portal.objects.select_related("site").get(slug="espoo")
        if options["documents"]:
            self._picture_documents(portal)
            return
        national = Portal.objects.select_related("site").get(is_national=True)
        shots = [*screenshots.public_shots(portal, national), *screenshots.role_shots(portal, national)]
        folder = settings.VAR_DIR / "screenshots"
        with screenshots.own_server() as port:
            screenshots.take(shots, folder, port, self.stdout.write)
        self.stdout.write(f"{len(shots) * 4} pictures are in {folder}.")

    def _picture_documents(self, portal: Portal) -> None:
        shots, folder = list(screenshots.document_shots(portal)), ROOT / "docs" / "pictures"
        with screenshots.own_server() as port:
            screenshots.take_for_documents(shots, folder, port)
        self.stdout.write(f"{len(shots)} pictures are in {folder}.")
