"""A database whose migrations are gone: the embedded one is made anew, anybody else's stays as it is."""

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kototori.command_database import EMBEDDED
from kototori.preparation import PreparationError, prepare, removed_migrations, reset_outdated
from tests.postgres_cluster import TestDatabases


@pytest.fixture
def older(transactional_db: None, database_server: TestDatabases, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database that is of before, somebody's own."""
    for app, name in (("search", "0002_outbox_triggers"), ("regions", "0002_front_blocks")):
        MigrationRecorder(connection).record_applied(app, name)
    url = database_server.url(connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv(EMBEDDED, raising=False)
    return url


@pytest.fixture
def embedded(older: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same, as if we had started it ourselves."""
    monkeypatch.setenv(EMBEDDED, older)
    return older


def _tables() -> list[str]:
    return connection.introspection.table_names()


@pytest.mark.django_db
def test_a_database_of_this_version_has_nothing_that_is_gone() -> None:
    MigrationRecorder(connection).record_applied("wagtailcore", "9999_of_a_newer_wagtail")

    assert removed_migrations() == []


@pytest.mark.parametrize("started", ["", "postgresql:///another"])
def test_somebodys_own_database_is_refused_and_stays(older: str, started: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where we started another one, and this program was given its environment."""
    monkeypatch.setenv(EMBEDDED, started)
    tables, said = _tables(), list[str]()

    with pytest.raises(PreparationError, match=r"regions\.0002_front_blocks and 1 more.*make a new database"):
        prepare(said.append)

    assert (_tables(), said) == (tables, [])
    assert len(removed_migrations()) == 2


def test_the_embedded_database_is_made_anew(embedded: str) -> None:
    said: list[str] = []

    reset_outdated(said.append)

    assert _tables() == []
    assert "made anew" in " ".join(said)


def test_it_is_made_anew_once(embedded: str) -> None:
    reset_outdated(lambda _text: None)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ours ()")
    reset_outdated(lambda _text: None)

    assert _tables() == ["ours"]


def test_it_stays_while_other_programs_use_it(embedded: str) -> None:
    with psycopg.connect(embedded), pytest.raises(PreparationError, match="make stop"):
        reset_outdated(lambda _text: None)

    assert len(removed_migrations()) == 2
