"""Two regional portals with an organisation and an activity each, and people in every role."""

from typing import Any

import pytest

from regions.models import Portal, PortalRole
from tests.listings.factories import also_coordinating, make_activity, make_editor, make_organisation
from tests.regions.factories import make_member, make_user


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
def coordinating_editor(organisation: Any, national: Portal) -> Any:
    """An editor of the organisation who coordinates another portal, and so comes in to the admin: editors don't."""
    return also_coordinating(make_editor(organisation, "molemmat@example.org"), national)


@pytest.fixture
def coordinating_neighbour(neighbour: Any, national: Portal) -> Any:
    """The same of another organisation of the same portal."""
    return also_coordinating(make_editor(neighbour, "naapurin-molemmat@example.org"), national)


@pytest.fixture
def coordinator(espoo: Portal) -> Any:
    return make_member(espoo, PortalRole.COORDINATOR)


@pytest.fixture
def colleague(espoo: Portal) -> Any:
    """Another coordinator of the same portal."""
    return make_member(espoo, PortalRole.COORDINATOR, name="kollega@example.org")


@pytest.fixture
def translator(espoo: Portal) -> Any:
    return make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"])


@pytest.fixture
def admin(national: Portal) -> Any:
    return make_user("admin@example.net", is_superuser=True)


@pytest.fixture
def neighbours_editor(neighbour: Any) -> Any:
    """An editor of another organisation of the same portal."""
    return make_editor(neighbour, "naapuri@example.org")


@pytest.fixture
def vantaa_editor(other_organisation: Any) -> Any:
    return make_editor(other_organisation, "vantaalainen@example.org")


@pytest.fixture
def vantaa_coordinator(vantaa: Portal) -> Any:
    return make_member(vantaa, PortalRole.COORDINATOR)
