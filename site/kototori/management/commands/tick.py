import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from kototori.supervised import die_with_supervisor
from regions.periodic import jobs, run_all


class Command(BaseCommand):
    """Run the periodic jobs. A failing job doesn't stop the others; the exit code is then 1."""

    help = "Run everything that time causes: freshness, reminders, digests, schedules. Running it again is harmless."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on running, with this pause in between")

    def handle(self, *args: Any, every: int | None, verbosity: int, **options: Any) -> None:
        if every is None:
            failures = self._run(verbosity)
            if failures:
                raise CommandError(f"Failed: {', '.join(failures)}.")
            return
        die_with_supervisor()
        while True:
            close_old_connections()
            self._run(verbosity=0)
            time.sleep(every)

    def _run(self, verbosity: int) -> list[str]:
        """Run the jobs and return the names of those that failed."""
        outcomes = run_all(jobs)
        for outcome in outcomes:
            if outcome.error:
                self.stderr.write(f"{outcome.name}: {outcome.error}")
            elif verbosity:
                self.stdout.write(f"{outcome.name}: done")
        return [outcome.name for outcome in outcomes if outcome.error]
