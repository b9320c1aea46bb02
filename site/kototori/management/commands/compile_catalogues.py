"""Compile the gettext catalogues in `locale/`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kototori.catalogues import catalogues, compile_catalogue


class Command(BaseCommand):
    help = "Compile the catalogues of translated messages that have changed. Needs no gettext tools and no database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = [
            source.parents[1].name
            for root in settings.LOCALE_PATHS
            for source in catalogues(Path(root))
            if compile_catalogue(source)
        ]
        if written and options["verbosity"]:
            self.stdout.write(f"catalogues compiled: {', '.join(written)}")
