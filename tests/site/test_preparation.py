"""A database with removed migrations: the embedded one is reset, a user's own is never changed."""

from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kototori import ROOT
from kototori.command_database import EMBEDDED
from kototori.preparation import (
    LOADS,
    Load,
    PreparationError,
    prepare,
    rebuild_older_index,
    removed_migrations,
    reset_outdated,
)
from listings.models import ActivityPage
from search import outbox
from search.index_status import is_of_older_version
from search.models import ListingDocument, OrganisationDocument, OutboxEntry
from tests.postgres_cluster import TestDatabases


@pytest.fixture
def outdated(transactional_db: None, database_server: TestDatabases, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the URL of a user's own database with two removed migrations."""
    for app, name in (("search", "0002_outbox_triggers"), ("regions", "0002_front_blocks")):
        MigrationRecorder(connection).record_applied(app, name)
    url = database_server.url(connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv(EMBEDDED, raising=False)
    return url


@pytest.fixture
def embedded(outdated: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the URL of the same database as the embedded one."""
    monkeypatch.setenv(EMBEDDED, outdated)
    return outdated


def _tables() -> list[str]:
    return connection.introspection.table_names()


@pytest.mark.django_db
def test_current_database_has_no_removed_migrations() -> None:
    MigrationRecorder(connection).record_applied("wagtailcore", "9999_of_a_newer_wagtail")

    assert removed_migrations() == []


@pytest.mark.parametrize("embedded_url", ["", "postgresql:///another"])
def test_users_own_database_is_refused_and_not_changed(
    outdated: str, embedded_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second case: the environment is inherited from a command with an embedded database."""
    monkeypatch.setenv(EMBEDDED, embedded_url)
    tables, lines = _tables(), list[str]()

    with pytest.raises(PreparationError, match=r"regions\.0002_front_blocks and 1 more.*make a new database"):
        prepare(lines.append)

    assert (_tables(), lines) == (tables, [])
    assert len(removed_migrations()) == 2


def test_embedded_database_is_reset(embedded: str) -> None:
    lines: list[str] = []

    reset_outdated(lines.append)

    assert _tables() == []
    assert "made anew" in " ".join(lines)


def test_embedded_database_is_reset_once(embedded: str) -> None:
    reset_outdated(lambda _text: None)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE ours ()")
    reset_outdated(lambda _text: None)

    assert _tables() == ["ours"]


def test_embedded_database_in_use_is_not_reset(embedded: str) -> None:
    with psycopg.connect(embedded), pytest.raises(PreparationError, match="make stop"):
        reset_outdated(lambda _text: None)

    assert len(removed_migrations()) == 2


@pytest.mark.parametrize(
    ("model", "column"), [(ListingDocument, "analysis_version"), (OrganisationDocument, "document_version")]
)
def test_index_of_an_older_version_is_built_anew(demo_pool: None, model: Any, column: str) -> None:
    lines: list[str] = []
    rebuild_older_index(lines.append)
    assert not lines
    one = model.objects.order_by("pk").values("pk")[:1]
    model.objects.filter(pk__in=one).update(**{column: 1, "sort_titles": {"fi": "old"}})
    assert is_of_older_version()
    rebuild_older_index(lines.append)
    assert not is_of_older_version()
    assert not model.objects.filter(sort_titles={"fi": "old"}).exists()
    assert len(lines) == 2


@pytest.mark.parametrize(("load", "pattern"), [(load, pattern) for load in LOADS for pattern in load.inputs], ids=str)
def test_inputs_of_a_load_are_files_that_exist(load: Load, pattern: str) -> None:
    assert [path for path in ROOT.glob(pattern) if path.is_file()] != []


@pytest.mark.parametrize(
    "name", ["uploads/picture_metadata", "uploads/picture_chunks", "uploads/picture_files", "document_links"]
)
def test_better_cleaning_runs_on_stored_uploads(name: str) -> None:
    [load] = [load for load in LOADS if load.command == "clean_uploads"]
    assert ROOT / "regions" / f"{name}.py" in {path for glob in load.inputs for path in ROOT.glob(glob)}


@pytest.mark.parametrize("attempts", [1, outbox.MAX_ATTEMPTS])
def test_record_that_cannot_be_built_is_no_reason_to_build_again(
    demo_pool: None, transactional_db: None, attempts: int
) -> None:
    page = ActivityPage.objects.filter(live=True, translation_key__in=ListingDocument.objects.values("pk")).first()
    assert page is not None
    ActivityPage.objects.filter(translation_key=page.translation_key).update(schedule_kind="of another version")
    ListingDocument.objects.update(analysis_version=1)
    lines: list[str] = []
    rebuild_older_index(lines.append)
    assert len(lines) == 2
    entries = OutboxEntry.objects.filter(record_id=page.translation_key)
    assert entries.exists()
    entries.update(attempts=attempts)
    rebuild_older_index(lines.append)
    assert len(lines) == 2
    assert ListingDocument.objects.get(analysis_version=1).pk == page.translation_key
    other = ListingDocument.objects.exclude(pk=page.translation_key).order_by("pk")[:1]
    ListingDocument.objects.filter(pk__in=other.values("pk")).update(document_version=1)
    rebuild_older_index(lines.append)
    assert len(lines) == 4
