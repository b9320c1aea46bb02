"""Three open portals, made once per module and rolled back after it. Municipalities come with the base database."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from regions.models import Portal
from tests.regions.factories import open_national, open_portal


@pytest.fixture(scope="module")
def opened_portals(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The national portal, Espoo (fi, sv, en) and Vantaa (fi, ar), in a transaction around the module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        open_national()
        open_portal("espoo")
        open_portal("vantaa", municipalities=["092"], languages=["fi", "ar"])
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def in_english() -> Iterator[None]:
    """Messages as they stand in the code, whatever the catalogues say."""
    with translation.override("en"):
        yield


@pytest.fixture
def portals(opened_portals: None, db: None) -> dict[str, Portal]:
    return {portal.slug: portal for portal in Portal.objects.select_related("site")}


@pytest.fixture
def national(portals: dict[str, Portal]) -> Portal:
    return portals["kototori"]


@pytest.fixture
def espoo(portals: dict[str, Portal]) -> Portal:
    return portals["espoo"]


@pytest.fixture
def vantaa(portals: dict[str, Portal]) -> Portal:
    return portals["vantaa"]


@pytest.fixture
def on_espoo(espoo: Portal) -> Client:
    """A browser that asks Espoo's host."""
    return Client(headers={"host": "espoo.localhost:8000"})


@pytest.fixture
def on_national(national: Portal) -> Client:
    return Client(headers={"host": "kototori.localhost:8000"})
