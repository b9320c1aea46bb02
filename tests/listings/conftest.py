"""Two regional portals with an organisation and an activity each, and people in every role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from regions import portal_parts
from regions.models import Portal, PortalRole
from tests.listings.factories import make_activity, make_editor, make_organisation
from tests.regions.factories import make_member, make_user, open_national, open_portal

ADMIN_HOST = "kototori.localhost:8000"


#: The parts that this app adds to a portal.
OWN_PARTS = {"directory", "coordinator_rights"}


@pytest.fixture
def _own_parts() -> Iterator[None]:
    """Open portals without the public pages of the apps above, which nobody visits here."""
    others = [part for part in portal_parts.parts() if part.name not in OWN_PARTS]
    for part in others:
        portal_parts.unregister(part.name)
    yield
    for part in others:
        portal_parts.register(part)


@pytest.fixture
def national(db: None, _own_parts: None) -> Portal:
    return open_national(languages=["fi"])


@pytest.fixture
def espoo(national: Portal) -> Portal:
    return open_portal("espoo", languages=["fi", "sv", "ar"])


@pytest.fixture
def vantaa(national: Portal) -> Portal:
    return open_portal("vantaa", municipalities=["092"], languages=["fi", "ar"])


@pytest.fixture
def organisation(espoo: Portal) -> Any:
    return make_organisation(espoo)


@pytest.fixture
def activity(organisation: Any) -> Any:
    return make_activity(organisation)


@pytest.fixture
def other_organisation(vantaa: Portal) -> Any:
    return make_organisation(vantaa, "Vihreä Sohva ry")


@pytest.fixture
def other_activity(other_organisation: Any) -> Any:
    return make_activity(other_organisation, "Sohvailta")


@pytest.fixture
def neighbour(espoo: Portal) -> Any:
    """Another organisation of the same portal."""
    return make_organisation(espoo, "Naapuripöytä ry")


@pytest.fixture
def editor(organisation: Any) -> Any:
    return make_editor(organisation)


@pytest.fixture
def coordinator(espoo: Portal) -> Any:
    return make_member(espoo, PortalRole.COORDINATOR)


@pytest.fixture
def translator(espoo: Portal) -> Any:
    return make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"])


@pytest.fixture
def admin(national: Portal) -> Any:
    return make_user("admin@example.net", is_superuser=True)


def signed_in(user: Any) -> Client:
    """A browser of the admin in which this person is signed in."""
    client = Client(headers={"host": ADMIN_HOST})
    client.force_login(user)
    return client
