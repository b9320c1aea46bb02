"""A database server that is too old is refused before it is migrated."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from regions import database_version

pytestmark = pytest.mark.django_db
ID = "regions.E001"


def found(databases: list[str] | None) -> list[str]:
    return [message.msg for message in run_checks(databases=databases) if message.id == ID]


def test_this_database_is_new_enough() -> None:
    assert found(["default"]) == []


def test_an_older_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    version = connection.pg_version // 10_000  # type: ignore[attr-defined]
    monkeypatch.setattr(database_version, "OLDEST_POSTGRESQL", version + 1)
    assert found(["default"]) == [
        f"The database 'default' is PostgreSQL {version}, and {version + 1} or newer is needed."
    ]
    assert found(None) == []  # nobody has allowed to read the database
    with pytest.raises(SystemCheckError, match=ID):
        call_command("migrate", "editorial", stdout=StringIO(), skip_checks=False)
