from typing import Any

from django.core.management.base import BaseCommand

from search.management.progress import StderrProgress
from search.reconciliation import rebuild


class Command(BaseCommand):
    help = "Build every document of the read model anew from pages and records; readers keep the old ones meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        with StderrProgress(self.stderr, "Rebuilding the index") as progress:
            changed = rebuild(progress)
        self.stdout.write(f"Rebuilt. {changed} documents differed from what was there.")
