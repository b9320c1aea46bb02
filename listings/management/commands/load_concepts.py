from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from listings.actions.load_concepts import load_concepts
from listings.concept_data import CONCEPTS_FILE, ConceptDataError


class Command(BaseCommand):
    help = "Load the concept vocabularies with their labels. Again = no change; labels that somebody edited are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=CONCEPTS_FILE, help="another file of the same form")
        parser.add_argument("--reset", action="store_true", help="take the file's text also for edited labels")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reports = load_concepts(options["file"], reset=options["reset"])
        except ConceptDataError as error:
            raise CommandError(f"Nothing was loaded:\n{error}") from None
        except OSError as error:
            raise CommandError(f"The file can't be read: {error}") from None
        if options["verbosity"]:
            for name, report in reports.items():
                self.stdout.write(f"{name}: {report}")
