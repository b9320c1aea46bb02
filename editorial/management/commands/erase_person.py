"""Erase a person: account, roles, mails, sessions, and their name and address wherever they stand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from editorial.privacy.actions.erase_person import Erased, ErasePerson
from editorial.privacy.actions.errors import PrivacyError
from editorial.privacy.summary import Summary


class Command(BaseCommand):
    """``erase_person ADDRESS [--dry-run] [--in-texts]``. An address that nobody has is no error."""

    help = (
        "Erases the person with an e-mail address, with or without an account: account, roles, invitations, mails, "
        "sessions, contact details, and their name in logs, comments and versions of pages. What they owned passes on "
        "to another responsible person of the organisation. Names in what others have published are listed and stay; "
        "--in-texts erases them, too, when you have looked at the list. Once more changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", metavar="ADDRESS", help="the e-mail address; its case doesn't matter")
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased, and change nothing")
        parser.add_argument(
            "--in-texts", action="store_true", help="erase the name and phone number in published texts, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        action = ErasePerson(options["address"], in_texts=options["in_texts"])
        with override("en"):
            try:
                erased = action.preview() if options["dry_run"] else action.execute()
            except PrivacyError as error:
                raise CommandError(str(error)) from error
            self._say(erased, is_dry=options["dry_run"])

    def _say(self, erased: Erased, *, is_dry: bool) -> None:
        if erased.is_nothing:
            self.stdout.write("Nothing is kept about this address.")
            return
        summary = Summary.of(erased)
        self.stdout.write("Would be erased or changed:" if is_dry else "Erased or changed:")
        for what, count in summary.rows:
            self.stdout.write(f"  {count:>6}  {what}")
        if summary.passed_on:
            self.stdout.write("Passes on:" if is_dry else "Passed on:")
        for what, to_whom, count in summary.passed_on:
            self.stdout.write(f"  {count:>6}  {what} -> {to_whom}")
        if erased.to_look_at:
            self.stdout.write("Look at these, which others have written and which stay as they are (--in-texts):")
        for place in erased.to_look_at:
            self.stdout.write(f"  {place.kind}: {place.title} ({', '.join(place.fields)}) {place.url}".rstrip())
