from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kototori.demo.accounts import make_demo_accounts, open_demo_portals
from regions.actions.load_municipalities import load_municipalities
from regions.actions.open_portal import OpenPortalError
from regions.models import Municipality


class Command(BaseCommand):
    help = "Open the five portals of the demo and make the accounts of their people. Again = no change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, help="port in the portals' links; otherwise KOTOTORI_PORT")
        parser.add_argument("--without-accounts", action="store_true", help="only the portals")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Municipality.objects.exists():
            load_municipalities()
        try:
            for opened in open_demo_portals(port=options["port"]):
                changes = f": {len(opened.changes)} things made" if opened.changes else ": no change"
                self.stdout.write(f"{opened.portal.title} {opened.portal.root_url}/{changes}")
            if not options["without_accounts"]:
                self.stdout.write(f"accounts: {make_demo_accounts()} new rows")
        except (OpenPortalError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from None
