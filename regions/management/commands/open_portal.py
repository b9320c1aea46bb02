from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regions.actions.open_portal import OpenPortal, OpenPortalError


def _codes(text: str) -> list[str]:
    return [code for code in text.replace(",", " ").split() if code]


class Command(BaseCommand):
    help = (
        "Open a portal: its homes in every language, its site, groups, rights, collection and the parts of other apps "
        "add. Running it again changes nothing; with more languages or municipalities it adds them. "
        "Example: open_portal espoo --name Espoo --languages fi,sv,en --municipalities 049"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name in addresses: a–z, 0–9 and hyphens")
        parser.add_argument("--name", required=True, help="the name as people say it, such as Espoo")
        parser.add_argument("--languages", required=True, help="codes in order, the portal's own first: fi,sv,en")
        parser.add_argument("--municipalities", default="", help="official codes: 049,092")
        parser.add_argument("--national", action="store_true", help="the one portal that covers everything")
        parser.add_argument("--brand", help="strong colour, such as #0f4c5c; must be dark enough for white text")
        parser.add_argument(
            "--without-online",
            action="store_const",
            const=False,
            default=None,
            dest="takes_online",
            help="don't show online and nationwide activities of other municipalities",
        )
        parser.add_argument("--contact-name", help="who runs the portal")
        parser.add_argument("--contact-email")
        parser.add_argument("--contact-phone")
        parser.add_argument("--hostname", help="an address of its own; otherwise <slug>.<KOTOTORI_DOMAIN>")
        parser.add_argument("--port", type=int, help="port in the portal's links; otherwise KOTOTORI_PORT")

    def handle(self, *args: Any, **options: Any) -> None:
        action = OpenPortal(
            slug=options["slug"],
            name=options["name"],
            languages=_codes(options["languages"]),
            municipalities=_codes(options["municipalities"]),
            is_national=options["national"],
            brand_strong=options["brand"],
            takes_online=options["takes_online"],
            contact_name=options["contact_name"],
            contact_email=options["contact_email"],
            contact_phone=options["contact_phone"],
            hostname=options["hostname"],
            port=options["port"],
        )
        try:
            opened = action.execute()
        except OpenPortalError as error:
            faults = "\n".join(f"  {name}: {sentence}" for name, sentence in error.faults)
            raise CommandError(f"The portal was not opened:\n{faults}") from None
        for line in opened.made:
            self.stdout.write(f"  {line}")
        self.stdout.write(f"{opened.portal.title}: {opened.portal.root_url}/" + ("" if opened.made else " (no change)"))
