from argparse import BooleanOptionalAction
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import BooleanField
from django.utils.translation import override

from regions.actions.open_portal import OpenPortal, OpenPortalError
from regions.models import Portal
from regions.models.portal import PORTAL_FIELDS

#: Options whose name or help differs from their field's: field name → (flag, arguments of argparse).
OWN_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "name": ("--name", {"required": True, "help": "the name as people say it, such as Espoo"}),
    "takes_online": (
        "--without-online",
        {
            "action": "store_const",
            "const": False,
            "help": "don't show online and nationwide activities of other municipalities",
        },
    ),
    "brand_strong": ("--brand", {"help": "strong colour, such as #0f4c5c; must be dark enough for white text"}),
}


def _codes(text: str) -> list[str]:
    return [code for code in text.replace(",", " ").split() if code]


def _option(name: str) -> tuple[str, dict[str, Any]]:
    """The flag and the arguments of argparse for one of ``PORTAL_FIELDS``."""
    if name in OWN_OPTIONS:
        return OWN_OPTIONS[name]
    field: Any = Portal._meta.get_field(name)
    arguments = {"action": BooleanOptionalAction} if isinstance(field, BooleanField) else {}
    with override(None):  # the command's other texts are English, too
        help_text = str(field.verbose_name)
    return f"--{name.replace('_', '-')}", {"help": help_text, **arguments}


class Command(BaseCommand):
    help = (
        "Open a portal: its homes in every language, its site, groups, rights, collection and the parts of other apps "
        "add. Running it again changes nothing; with more languages or municipalities it adds them. "
        "Example: open_portal espoo --name Espoo --languages fi,sv,en --municipalities 049"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name in addresses: a–z, 0–9 and hyphens")
        parser.add_argument("--languages", required=True, help="codes in order, the portal's own first: fi,sv,en")
        parser.add_argument("--municipalities", default="", help="official codes: 049,092")
        parser.add_argument("--national", action="store_true", help="the one portal that covers everything")
        for name in PORTAL_FIELDS:
            flag, arguments = _option(name)
            parser.add_argument(flag, dest=name, default=None, **arguments)
        parser.add_argument("--coordinator", default="", help="e-mail address that is invited to coordinate the portal")
        parser.add_argument("--hostname", help="an address of its own; otherwise <slug>.<KOTOTORI_DOMAIN>")
        parser.add_argument("--port", type=int, help="port in the portal's links; otherwise KOTOTORI_PORT")

    def handle(self, *args: Any, **options: Any) -> None:
        action = OpenPortal(
            slug=options["slug"],
            languages=_codes(options["languages"]),
            municipalities=_codes(options["municipalities"]),
            is_national=options["national"],
            hostname=options["hostname"],
            port=options["port"],
            coordinator=options["coordinator"],
            **{name: options[name] for name in PORTAL_FIELDS},
        )
        try:
            opened = action.execute()
        except OpenPortalError as error:
            faults = "\n".join(f"  {name}: {sentence}" for name, sentence in error.faults)
            raise CommandError(f"The portal was not opened:\n{faults}") from None
        for line in opened.changes:
            self.stdout.write(f"  {line}")
        self.stdout.write(
            f"{opened.portal.title}: {opened.portal.root_url}/" + ("" if opened.changes else " (no change)")
        )
