"""Fixtures of the regions tests. Municipalities come with the base database."""

import pytest
from django.test import Client

from regions.models import Portal
from tests.regions.factories import open_national, open_portal


@pytest.fixture
def national(db: None) -> Portal:
    return open_national()


@pytest.fixture
def espoo(national: Portal) -> Portal:
    return open_portal("espoo")


@pytest.fixture
def vantaa(national: Portal) -> Portal:
    return open_portal("vantaa", municipalities=["092"], languages=["fi", "ar"])


@pytest.fixture
def on_espoo(espoo: Portal) -> Client:
    """A browser that asks Espoo's host."""
    return Client(headers={"host": "espoo.localhost:8000"})


@pytest.fixture
def on_national(national: Portal) -> Client:
    return Client(headers={"host": "kototori.localhost:8000"})
