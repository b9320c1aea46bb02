"""Give out what is kept about a person, as JSON."""

from __future__ import annotations

import json
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from editorial.privacy.actions.export_person import ExportPerson


class Command(BaseCommand):
    """``export_person ADDRESS [--output FILE]``. docs/privacy.md says what the fields mean."""

    help = (
        "Writes what is kept about the person with an e-mail address as JSON (UTF-8): account, roles, what they wrote, "
        "mails, invitations, log. Nothing of other people's data is in it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", metavar="ADDRESS", help="the e-mail address; its case doesn't matter")
        parser.add_argument("--output", metavar="FILE", help="a new file that only you can read, instead of the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        text = json.dumps(ExportPerson(options["address"]).execute(), ensure_ascii=False, indent=2)
        if not options["output"]:
            self.stdout.write(text)
            return
        try:
            file = os.open(options["output"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise CommandError("This file is there already: name another one.") from error
        except OSError as error:
            raise CommandError(f"The file can't be written: {error.strerror}.") from error
        with os.fdopen(file, "w", encoding="utf-8") as output:
            output.write(text + "\n")
