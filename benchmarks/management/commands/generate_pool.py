import datetime
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from benchmarks.generated_pool.clear import clear_generated
from benchmarks.generated_pool.write import GeneratePool, GeneratePoolError
from kototori.demo.accounts import allows_demo

MOST = 1_000_000


class Command(BaseCommand):
    help = (
        "Make a plausible pool of any size, for measuring and trying out: invented organisations in the open portals, "
        "their activities with translations, published and indexed. The same seed gives the same pool (dates count "
        "from --today); again = no change. Another seed adds a pool beside; the same seed with another size is refused "
        "until it is cleared. Not in production, unless forced: visitors could not tell it from real activities."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--activities", type=_size, default=500, help="how many activities (default 500)")
        parser.add_argument("--seed", type=int, default=1, help="which pool (default 1)")
        parser.add_argument(
            "--today", type=datetime.date.fromisoformat, help="the day that dates count from (default: today)"
        )
        parser.add_argument("--clear", action="store_true", help="remove the pool of this seed, and nothing else")
        parser.add_argument("--force", action="store_true", help="also where real activities may be")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        self.said_at = 0.0
        if options["clear"]:
            self.stdout.write(f"seed {options['seed']}: {clear_generated(options['seed'], self._progress)}")
            return
        if not (allows_demo() or options["force"]):
            raise CommandError(
                "This installation may hold real activities (KOTOTORI_DEMO is off), and visitors could not tell "
                "generated ones from them. If you mean it, add --force; --clear takes them away again."
            )
        started = time.monotonic()
        today = options["today"] or timezone.localdate()
        try:
            report = GeneratePool(options["seed"], options["activities"], today, self._progress).execute()
        except GeneratePoolError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"seed {options['seed']}: {report} ({time.monotonic() - started:.0f} s)")

    def _progress(self, what: str, done: int, total: int) -> None:
        """Print at most a line in ten seconds, on a terminal one that is updated, and always the last one."""
        now, is_terminal = time.monotonic(), self.stderr.isatty()
        if not self.verbosity or (done < total and now - self.said_at < (0.5 if is_terminal else 10)):
            return
        self.said_at = now
        end = "\n" if done >= total or not is_terminal else ""
        self.stderr.write(f"{chr(13) if is_terminal else ''}{what}: {done} of {total}", ending=end)
        self.stderr.flush()


def _size(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        raise ValueError
    return number
