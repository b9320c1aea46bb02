from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.indexer import begin_new_epoch
from search.management.progress import StderrProgress
from search.reconciliation import rebuild


class Command(BaseCommand):
    help = "Build every document of the read model anew from pages and records; readers keep the old ones meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-epoch",
            action="store_true",
            help="tell all who follow /api/v1/changes to begin again: after a backup has been restored",
        )

        parser.add_argument("--processes", type=int, default=1, help="how many build at the same time (default 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_epoch"]:
            begin_new_epoch()
        with StderrProgress(self.stderr, "Rebuilding the index") as progress:
            changed = rebuild(progress, options["processes"])
        self.stdout.write(f"Rebuilt. {changed} documents differed from what was there.")
