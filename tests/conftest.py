"""Fixtures of all tests: a database for each test and, for `browser` tests, the system's Chromium."""

import contextlib
import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.template import Context
from django.template import Template as DjangoTemplate
from django.test import TransactionTestCase
from django.urls import get_resolver
from django.utils import timezone
from hypothesis import settings
from pytest_django.live_server_helper import LiveServer

from kototori.catalogues import compile_all
from kototori.database_url import database_from_url
from kototori.preparation import drain
from regions.actions.serve_on_port import serve_on_port
from regions.models import Portal
from tests.mails.mail_server import MailServer, running_server
from tests.postgres_cluster import Template, TestDatabases

# Generated tests draw the same examples in every run of the suite, so that a change is judged by what it changes.
# Others are drawn with HYPOTHESIS_PROFILE=searching.
settings.register_profile("suite", derandomize=True)
settings.register_profile("searching", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

# Playwright's synchronous API runs an event loop in the test's thread, and Django refuses queries there by default.
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
    """Migrate, and load the data of every installation."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
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
        "regions/actions/load_municipalities.py",
        "regions/management/commands/load_municipalities.py",
        "listings/actions/load_concepts.py",
        "listings/concept_data.py",
        "listings/management/commands/load_concepts.py",
        "tests/conftest.py",
    ),
)
#: The demo pool is loaded through pages and revisions, so its content depends on much of our code. Its dates are
#: relative to today.
DEMO = Template(
    name="demo",
    build=_build_demo,
    inputs=(
        *("regions/*.py", "regions/*/*.py"),
        *("listings/*.py", "listings/actions/*.py", "listings/models/*.py", "listings/schedule/*.py"),
        "listings/translated_texts/*.py",
        *("*/portal_parts.py", "*/*/portal_parts.py", "site/faces/models.py", "editorial/articles/*.py"),
        *("site/kototori/demo/management/commands/*.py",),
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

#: Templates with more than the base data, by the fixture that requests them.
FILLED = {"demo_pool": DEMO, "open_portals": PORTALS}


def _use(url: str) -> None:
    """Switch Django to a database, for this thread's connection and for new ones."""
    connections["default"].close()
    connections.settings["default"].update(database_from_url(url, pool=False))


@contextlib.contextmanager
def _restoring() -> Iterator[None]:
    """Switch Django back to the previous database at the end."""
    settings = dict(connections.settings["default"])
    yield
    connections["default"].close()
    connections.settings["default"].update(settings)


@pytest.fixture(scope="session")
def database_server() -> Iterator[TestDatabases]:
    """Start the server of the test databases."""
    databases = TestDatabases()
    databases.start()
    yield databases
    connections.close_all()
    databases.stop()


@pytest.fixture(scope="session")
def base_template(django_test_environment: None, django_db_blocker: Any, database_server: TestDatabases) -> str:
    """Return the name of the template with the data of every installation."""
    with django_db_blocker.unblock():
        return database_server.prepare(BASE, _use)


@pytest.fixture(scope="session")
def filled_template(base_template: str, django_db_blocker: Any, database_server: TestDatabases) -> Callable[[str], str]:
    """Return a function from a key of `FILLED` to the name of its template, which is built at the first call."""
    templates: dict[str, str] = {}

    def prepare(fixture: str) -> str:
        if fixture not in templates:
            with django_db_blocker.unblock(), _restoring():
                templates[fixture] = database_server.prepare(FILLED[fixture], _use)
        return templates[fixture]

    return prepare


@pytest.fixture(scope="session")
def django_db_setup(base_template: str, django_db_blocker: Any, database_server: TestDatabases) -> None:
    """Give this process (with xdist: this worker) a copy of the base template, for tests that roll back."""
    with django_db_blocker.unblock():
        _use(database_server.url(database_server.copy(base_template)))
        # Wagtail keeps the admin's menu from when it is first drawn, and entries come with the addresses. A server
        # loads these before it answers.
        _load_addresses()


def _load_addresses() -> None:
    assert get_resolver().url_patterns


@pytest.fixture(scope="session")
def shared_copy(filled_template: Callable[[str], str], database_server: TestDatabases) -> Callable[[str], str]:
    """Return a function from a key of `FILLED` to this process's copy of its template, for tests that roll back."""
    copies: dict[str, str] = {}

    def copy(fixture: str) -> str:
        if fixture not in copies:
            copies[fixture] = database_server.copy(filled_template(fixture))
        return copies[fixture]

    return copy


@pytest.fixture
def open_portals(db: None) -> None:
    """Request a database where the national portal, Espoo and Vantaa are open; `_own_database` provides it."""
    _know_portals()


def _portal(slug: str) -> Any:
    """Return a portal. The import is local because pytest loads this file before Django is set up."""
    from regions.models import Portal

    return Portal.objects.get(slug=slug)


@pytest.fixture
def national(open_portals: None) -> Any:
    """The national portal; this and the next two are the portals of ``open_portals``."""
    return _portal("kototori")


@pytest.fixture
def espoo(open_portals: None) -> Any:
    return _portal("espoo")


@pytest.fixture
def vantaa(open_portals: None) -> Any:
    return _portal("vantaa")


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A mail server on loopback, which mails are sent to by SMTP; see ``tests.mails.mail_server`` for its modes."""
    with running_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
        yield server


@pytest.fixture
def demo_pool(db: None) -> None:
    """Request a database with the demo pool; `_own_database` provides it."""
    _know_portals()


def _know_portals() -> None:
    """Let the process know the portals, as it does after its first request, so that statements can be counted."""
    from regions import versions
    from regions.known_portals import portal_of_host

    portal_of_host("", versions.read_versions())


@pytest.fixture
def _django_db_helper(_own_database: None, _django_db_helper: None) -> None:
    """Run pytest-django's fixture, which rolls back or flushes, after the test's database has been chosen."""


@pytest.fixture
def _own_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, database_server: TestDatabases
) -> Iterator[None]:
    """Choose the test's database: a shared copy for a test that rolls back, a new copy for a test that commits.

    Django would empty every table after a test that commits. That would remove Wagtail's root page, the locales and
    the groups, and takes longer than a copy.
    """
    fixture = next((name for name in FILLED if name in request.fixturenames), None)
    commits = _commits(request)
    if fixture is None and not commits:
        yield
        return
    with django_db_blocker.unblock(), _restoring():
        if commits:
            template = (
                request.getfixturevalue("filled_template")(fixture)
                if fixture
                else request.getfixturevalue("base_template")
            )
            database = database_server.copy(template)
        else:
            database = request.getfixturevalue("shared_copy")(fixture)
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
    """Return a function that gives the URL of a portal on the live server: `portal_address("espoo", "/fi/")`."""
    serve_on_port(live_server.thread.port)

    def address(slug: str, path: str = "/") -> str:
        site = Portal.objects.select_related("site").get(slug=slug).site
        return f"http://{site.hostname}:{site.port}{path}"

    return address


@pytest.fixture(autouse=True, scope="session")
def _copies_need_no_flush() -> Iterator[None]:
    """Skip Django's flush, because the database of a test that commits is dropped."""
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _contexts_of_pages_alone(django_test_environment: None) -> Iterator[None]:
    """Keep for ``answer.context`` what the page's own template got, not a copy for each of its hundreds of widgets."""
    keeping, plain = DjangoTemplate._render, threading.local()  # type: ignore[attr-defined]

    def render(template: DjangoTemplate, context: Context) -> str:
        if getattr(plain, "within", False):
            return template.nodelist.render(context)
        plain.within = True
        try:
            return keeping(template, context)
        finally:
            plain.within = False

    patch = pytest.MonkeyPatch()
    patch.setattr(DjangoTemplate, "_render", render)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium. Hosts of portals resolve to this machine; Chromium's own requests are disabled."""
    chromium = next((path for name in _CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.fail(
            "The browser tests need Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium).",
            pytrace=False,
        )
    return {**browser_type_launch_args, "executable_path": chromium, "args": _CHROMIUM_FLAGS}


def pytest_configure() -> None:
    """Compile the catalogues before the first translation."""
    compile_all()


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what lives as long as the process: some million objects by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests with Playwright's fixtures as `browser`, so that `-m "not browser"` leaves all of them out.

    Modules with long tests come first: the last ones decide how long one process waits for the other.
    """
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    long = {item.path for item in items if _is_long(item)}
    items.sort(key=lambda item: item.path not in long)


def _is_long(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser") or item.get_closest_marker("exhaustive"):
        return True
    marker = item.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder of the project."""
    return Path(__file__).resolve().parents[1]
