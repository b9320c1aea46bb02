from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kototori.preparation import PreparationError, prepare


class Command(BaseCommand):
    """The set-up that `make run` does, without the servers. Steps that are done are skipped."""

    help = "Set up the database: migrations, base data, and the demo pool the first time. Skips what is done."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        try:
            prepare(self.stdout.write, verbosity=verbosity)
        except PreparationError as error:
            raise CommandError(str(error)) from None
