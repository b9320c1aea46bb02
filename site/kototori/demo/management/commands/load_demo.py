import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kototori.demo.accounts import allows_demo, make_demo_accounts, open_demo_portals
from kototori.demo.editors import DEMO_FILE, make_demo_editors
from kototori.demo.glossary_terms import make_demo_terms
from kototori.demo.ordered_translations import make_demo_orders
from kototori.demo.pool.clear import clear_pool
from kototori.demo.pool.known_codes import read_known_codes
from kototori.demo.pool.load import LoadPoolError, PoolLoader
from kototori.demo.pool.read import read_pool
from kototori.demo.pool.schema import Pool, PoolError
from kototori.demo.pool.source import known_source_of
from kototori.demo.wishes import make_demo_wishes
from listings.actions.load_concepts import load_concepts
from listings.models import Concept
from regions.actions.load_municipalities import load_municipalities
from regions.models import Municipality, Portal


class Command(BaseCommand):
    help = (
        "Load a pool of organisations and activities, by default the demo pool with its portals. Again = no change, "
        "except that what was deleted of the demo comes back. "
        "A wrong file loads nothing, and every fault in it is named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DEMO_FILE, help="another pool of the same form")
        parser.add_argument("--clear", action="store_true", help="remove what this file loaded")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        self.said_at = 0.0
        is_demo = options["file"].resolve() == DEMO_FILE
        self._have_vocabularies()
        pool = self._read(options["file"])
        try:
            if options["clear"]:
                self._clear(pool)
            else:
                self._load(pool, is_demo=is_demo)
        except PoolError as error:
            raise _nothing_loaded(error) from None
        except LoadPoolError as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            self.stderr.write("\nStopped. A load that was not complete has left nothing; what was removed is removed.")
            sys.exit(130)

    def _have_vocabularies(self) -> None:
        if not Municipality.objects.exists():
            self._say(f"municipalities: {load_municipalities()['municipalities']}")
        if not Concept.objects.exists():
            self._say(f"concepts: {load_concepts()['concepts']}")

    def _read(self, path: Path) -> Pool:
        try:
            return read_pool(path, read_known_codes())
        except PoolError as error:
            raise _nothing_loaded(error) from None

    def _load(self, pool: Pool, *, is_demo: bool) -> None:
        if is_demo or not Portal.objects.exists():
            self._open_portals()
        report = PoolLoader(pool, progress=self._progress, restores=is_demo).load()
        if is_demo and allows_demo():
            make_demo_editors(report.source)
            make_demo_orders(report.source)
            make_demo_terms()
            make_demo_wishes()
        self._say(f"{pool.name}: {report}")

    def _open_portals(self) -> None:
        opened = open_demo_portals()
        titles = [portal.portal.title for portal in opened if portal.changes]
        if titles:
            self._say(f"portals: {', '.join(titles)}")
        if allows_demo():
            make_demo_accounts()

    def _clear(self, pool: Pool) -> None:
        source = known_source_of(pool)
        if source is None:
            self._say(f"{pool.name}: nothing of it is loaded")
            return
        self._say(f"{pool.name}: {clear_pool(source, progress=self._progress)}")

    def _progress(self, what: str, done: int, total: int) -> None:
        """Print at most two lines a second, and always the last one."""
        now = time.monotonic()
        if not self.verbosity or (done < total and now - self.said_at < 0.5):
            return
        self.said_at = now
        is_terminal = self.stderr.isatty()
        end = "\n" if done >= total or not is_terminal else ""
        self.stderr.write(f"{chr(13) if is_terminal else ''}{what}: {done} of {total}", ending=end)
        self.stderr.flush()

    def _say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)


def _nothing_loaded(error: PoolError) -> CommandError:
    count = len(error.faults)
    return CommandError(f"Nothing was loaded, {count} fault{'s' * (count > 1)}:\n{error}")
