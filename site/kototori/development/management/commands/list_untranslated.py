"""List the admin's messages that a language lacks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kototori import ADMIN_LOCALE
from kototori.development.untranslated import untranslated


class Command(BaseCommand):
    help = "List what Wagtail and the packages around it say untranslated in a language, so that we can say it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", help="code of the language, such as fi")
        parser.add_argument("--without-ours", action="store_true", help="as if our own catalogue were not there")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = untranslated(options["language"], None if options["without_ours"] else ADMIN_LOCALE)
        for entry in missing:
            self.stdout.write(f"{entry.package} ({entry.domain}): {entry.message!r}")
        self.stdout.write(f"{len(missing)} messages without a translation")
