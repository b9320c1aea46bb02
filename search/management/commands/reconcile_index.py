from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search import outbox
from search.indexer import drain_outbox
from search.management.progress import StderrProgress
from search.reconciliation import differences, repair


class Command(BaseCommand):
    help = "Compare the read model with pages and records and repair it; with --check only say where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; list the differences and exit with 1")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            drain_outbox()
        with StderrProgress(self.stderr, "Comparing") as progress:
            faulty = differences(progress)
        waiting = outbox.waiting()
        if waiting:
            self.stdout.write(f"{waiting} records wait to be indexed and were not compared.")
        if not faulty:
            self.stdout.write("No differences.")
            return
        for difference in faulty:
            self.stdout.write(str(difference))
        if options["check"]:
            self.stderr.write(f"{len(faulty)} differences. Run reconcile_index without --check to repair them.")
            raise SystemExit(1)
        self.stdout.write(f"Repaired {repair(faulty)} of {len(faulty)} documents.")
