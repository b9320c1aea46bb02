"""People with accounts, and browsers at different addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from regions.models import Portal, PortalMembership, PortalRole

PASSWORD = "kahvila-tiistaina"
ESPOO, NATIONAL = "espoo.localhost", "kototori.localhost"


@pytest.fixture
def anna(open_portals: None) -> Any:
    """A volunteer, with an account and no role."""
    return get_user_model().objects.create_user("anna@example.org", "anna@example.org", PASSWORD)


@pytest.fixture
def coordinator(open_portals: None) -> Any:
    user = get_user_model().objects.create_user("eeva@example.org", "eeva@example.org", PASSWORD)
    PortalMembership.objects.create(user=user, portal=Portal.objects.get(slug="espoo"), role=PortalRole.COORDINATOR)
    return user


@pytest.fixture
def browser_at() -> Callable[..., Client]:
    """Return a function that makes a browser at a network address: ``browser_at("192.0.2.1", host=ESPOO)``."""

    def make(address: str = "192.0.2.1", host: str = ESPOO) -> Client:
        return Client(REMOTE_ADDR=address, headers={"host": host})

    return make
