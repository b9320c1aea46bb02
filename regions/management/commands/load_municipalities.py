from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regions.actions.load_municipalities import DEFAULT_FILE, LoadMunicipalitiesError, load_municipalities


class Command(BaseCommand):
    help = "Load municipalities and areas from a table of Statistics Finland's municipal key. Again = no change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DEFAULT_FILE, help="another table of the same form")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reports = load_municipalities(options["file"])
        except LoadMunicipalitiesError as error:
            raise CommandError(f"Nothing was loaded:\n{error}") from None
        for name, report in reports.items():
            self.stdout.write(f"{name}: {report}")
