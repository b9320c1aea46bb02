"""The surroundings of every test: a database of its own and, for `browser` tests, the system's Chromium."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from kototori.catalogues import compile_all
from kototori.database_url import database_from_url
from kototori.preparation import drain
from regions.actions.serve_on_port import serve_on_port
from regions.models import Portal
from tests.postgres_cluster import Template, TestDatabases

#: Playwright's synchronous interface runs an event loop in the test's thread, where Django refuses queries otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]


def _build_base() -> None:
    """Migrate, and load what every installation has."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_municipalities", verbosity=0)
    call_command("load_concepts", verbosity=0)


def _build_demo() -> None:
    """Load the demo pool and index it."""
    call_command("load_demo", verbosity=0)
    drain(lambda _text: None)


def _build_portals() -> None:
    """Open the national portal, Espoo and Vantaa."""
    from tests.regions.factories import open_national, open_portal

    open_national()
    open_portal("espoo", languages=["fi", "sv", "en", "ar"])
    open_portal("vantaa", municipalities=["092"], languages=["fi", "ar"])


BASE = Template(
    name="base",
    build=_build_base,
    inputs=(
        "*/migrations/*.py",
        "site/*/migrations/*.py",
        "*/data/*",
        "requirements/runtime.txt",
        "regions/management/commands/load_municipalities.py",
        "listings/management/commands/load_concepts.py",
        "tests/conftest.py",
    ),
)
#: The demo pool goes in through pages and revisions, so much of our code has a say in what comes out. Its dates move
#: along with today.
DEMO = Template(
    name="demo",
    build=_build_demo,
    inputs=(
        *("regions/*.py", "regions/actions/*.py", "regions/models/*.py"),
        *("listings/*.py", "listings/actions/*.py", "listings/models/*.py", "listings/schedule/*.py"),
        *("site/kototori/demo/*.py", "site/kototori/demo/pool/*.py", "site/kototori/demo/data/*", "listings/data/*"),
        *("search/*.py", "search/documents/*.py", "search/analysis/*.py", "search/data/*"),
    ),
    parent=BASE,
    stamp=timezone.localdate().isoformat(),
)


PORTALS = Template(
    name="portals",
    build=_build_portals,
    inputs=(
        "regions/models/*.py",
        "regions/actions/*.py",
        "*/portal_parts.py",
        "*/*/portal_parts.py",
        "editorial/articles/addresses.py",
        "listings/models/*.py",
        "site/faces/models.py",
        "tests/regions/factories.py",
    ),
    parent=BASE,
)

#: Databases with something in them, by the fixture that a test asks for.
FILLED = {"demo_pool": DEMO, "open_portals": PORTALS}


def _use(url: str) -> None:
    """Point Django at a database: this thread's connection and every one that is opened from now on."""
    connections["default"].close()
    connections.settings["default"].update(database_from_url(url, pool=False))
    cache.clear()


@contextlib.contextmanager
def _returning() -> Iterator[None]:
    """Point Django back to the database that it used before."""
    before = dict(connections.settings["default"])
    yield
    connections["default"].close()
    connections.settings["default"].update(before)
    cache.clear()


@pytest.fixture(scope="session")
def database_server() -> Iterator[TestDatabases]:
    """The server for tests."""
    databases = TestDatabases()
    databases.start()
    yield databases
    connections.close_all()
    databases.stop()


@pytest.fixture(scope="session")
def base_template(django_test_environment: None, django_db_blocker: Any, database_server: TestDatabases) -> str:
    """The name of the migrated database with what every installation has, to be copied."""
    with django_db_blocker.unblock():
        return database_server.prepare(BASE, _use)


@pytest.fixture(scope="session")
def filled_template(base_template: str, django_db_blocker: Any, database_server: TestDatabases) -> Callable[[str], str]:
    """From a fixture named in `FILLED` to the name of the database to be copied, prepared when first asked for."""
    prepared: dict[str, str] = {}

    def prepare(fixture: str) -> str:
        if fixture not in prepared:
            with django_db_blocker.unblock(), _returning():
                prepared[fixture] = database_server.prepare(FILLED[fixture], _use)
        return prepared[fixture]

    return prepare


@pytest.fixture(scope="session")
def django_db_setup(base_template: str, django_db_blocker: Any, database_server: TestDatabases) -> None:
    """Give this process (under xdist: this worker) a copy of the base template, for tests that roll back."""
    with django_db_blocker.unblock():
        _use(database_server.url(database_server.copy(base_template)))


@pytest.fixture(scope="session")
def shared_copy(filled_template: Callable[[str], str], database_server: TestDatabases) -> Callable[[str], str]:
    """This process's copy of a filled database, for tests that roll back."""
    copies: dict[str, str] = {}

    def copy(fixture: str) -> str:
        if fixture not in copies:
            copies[fixture] = database_server.copy(filled_template(fixture))
        return copies[fixture]

    return copy


@pytest.fixture
def open_portals(db: None) -> None:
    """Have the national portal, Espoo and Vantaa open. `_own_database` reads that the test asks for it."""


def _portal(slug: str) -> Any:
    """A portal; imported late, since this file is read before Django is set up."""
    from regions.models import Portal

    return Portal.objects.get(slug=slug)


@pytest.fixture
def national(open_portals: None) -> Any:
    """The national portal; this and the next two are the open ones that ``open_portals`` promises."""
    return _portal("kototori")


@pytest.fixture
def espoo(open_portals: None) -> Any:
    return _portal("espoo")


@pytest.fixture
def vantaa(open_portals: None) -> Any:
    return _portal("vantaa")


@pytest.fixture
def demo_pool(db: None) -> None:
    """Have the demo pool in the database. `_own_database` reads that the test asks for it."""


@pytest.fixture
def _django_db_helper(_own_database: None, _django_db_helper: None) -> None:
    """Pytest-django's own, after the test's database is in place. Whether it rolls back or not is its business."""


@pytest.fixture
def _own_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, database_server: TestDatabases
) -> Iterator[None]:
    """Choose the test's database: shared copies for tests that roll back, a fresh one for a test that commits.

    Emptying every table, which is what Django does otherwise, would take Wagtail's root page, the locales and the
    groups with it, and takes longer than copying.
    """
    filled = next((name for name in FILLED if name in request.fixturenames), None)
    commits = _commits(request)
    if filled is None and not commits:
        yield
        return
    with django_db_blocker.unblock(), _returning():
        if commits:
            template = (
                request.getfixturevalue("filled_template")(filled)
                if filled
                else request.getfixturevalue("base_template")
            )
            database = database_server.copy(template)
        else:
            database = request.getfixturevalue("shared_copy")(filled)
        _use(database_server.url(database))
        yield
    if commits:
        database_server.drop(database)


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and (marker.kwargs.get("transaction") or any(marker.args[:1])):
        return True
    return bool({"transactional_db", "live_server"} & set(request.fixturenames))


@pytest.fixture
def portal_address(live_server: LiveServer) -> Callable[[str, str], str]:
    """Say where the live server serves a portal's path: `portal_address("espoo", "/fi/")`."""
    serve_on_port(live_server.thread.port)

    def address(slug: str, path: str = "/") -> str:
        site = Portal.objects.select_related("site").get(slug=slug).site
        return f"http://{site.hostname}:{site.port}{path}"

    return address


@pytest.fixture(autouse=True, scope="session")
def _copies_need_no_flush() -> Iterator[None]:
    """The database of a test that commits is thrown away: don't empty it first."""
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium: portals' addresses lead to this machine, and nothing else is asked for."""
    found = next((path for name in _CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            "The browser tests need Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium).",
            pytrace=False,
        )
    return {**browser_type_launch_args, "executable_path": found, "args": _CHROMIUM_FLAGS}


def pytest_configure() -> None:
    """Have compiled catalogues before anything asks for a translation."""
    compile_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses Playwright's page as `browser`, so that `-m "not browser"` is always true to its name."""
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parents[1]
