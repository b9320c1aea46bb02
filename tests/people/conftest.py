"""An organisation with a responsible person and a writer, the people around it, and the people of two portals."""

from typing import Any

import pytest

from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import Portal, PortalRole
from tests.listings.conftest import (
    activity,
    admin,
    coordinator,
    editor,
    neighbour,
    neighbours_editor,
    organisation,
    other_organisation,
    translator,
    vantaa_coordinator,
    vantaa_editor,
)
from tests.listings.factories import record_of
from tests.regions.factories import make_member, make_user

#: What other folders of tests take with ``import *``.
__all__ = [
    "activity",
    "admin",
    "coordinator",
    "counsellor",
    "editor",
    "neighbour",
    "neighbours_editor",
    "organisation",
    "other_organisation",
    "record",
    "sanna",
    "translator",
    "vantaa_coordinator",
    "vantaa_editor",
    "veikko",
]


@pytest.fixture
def national_administrator(national: Portal) -> Any:
    """Who has the role by a membership; ``admin`` is a superuser of the command line."""
    user = make_member(national, PortalRole.NATIONAL_ADMIN)
    user.refresh_from_db()
    return user


@pytest.fixture
def counsellor(espoo: Portal) -> Any:
    return make_member(espoo, PortalRole.COUNSELLOR)


def add_person(page: Any, name: str, role: str = OrganisationRole.WRITER, **names: str) -> Any:
    """Return the membership of a new person of the page's organisation."""
    return OrganisationMembership.objects.create(
        user=make_user(f"{name}@example.org", **names), organisation=record_of(page), role=role
    )


@pytest.fixture
def record(organisation: Any) -> Any:
    """The record of the organisation."""
    return record_of(organisation)


@pytest.fixture
def sanna(organisation: Any) -> Any:
    """The membership of the organisation's responsible person."""
    return add_person(organisation, "sanna", OrganisationRole.RESPONSIBLE, first_name="Sanna", last_name="Siltanen")


@pytest.fixture
def veikko(organisation: Any) -> Any:
    """The membership of a writer."""
    return add_person(organisation, "veikko", first_name="Veikko", last_name="Virta")
