"""Compile the gettext catalogues in `locale/`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kototori.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the catalogues of translated messages that have changed. Needs no gettext tools and no database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = list(dict.fromkeys(compile_all(*map(Path, settings.LOCALE_PATHS))))
        if written and options["verbosity"]:
            self.stdout.write(f"catalogues compiled: {', '.join(written)}")
