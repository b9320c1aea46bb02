"""Who gets what at each of the desk's addresses of an organisation: every role, every method."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import CoOrganising, OrganisationMembership, OrganisationPage
from tests.announcing.form_data import filled
from tests.listings.factories import make_activity, translated
from tests.own_organisations.organisation_addresses import (
    LANGUAGE,
    ORGANISATION,
    ORGANISATION_ADDRESSES,
    STAFF_READS,
    STAFF_WRITES,
)
from tests.people.test_addresses import MEMBERS, ROLES, path_to, people
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]
__all__ = ["people"]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
STAFF = frozenset({"coordinator", "admin"})


@pytest.fixture
def rows(record: Any, organisation: Any, other_organisation: Any) -> dict[str, Any]:
    """What the addresses name: the activity is another organisation's, of another portal, and names this one."""
    translated(organisation, "sv", title="Broord rf", live=False)
    naming = make_activity(other_organisation, "Yhteinen ilta", co_organisers=[record])
    return {"organisation_id": record.pk, "listing_id": naming.translation_key, "code": "sv"}


def state(record: Any) -> Any:
    """What a request could have changed."""
    pages = OrganisationPage.objects.order_by("pk").values("pk", "live", "latest_revision", "draft_title")
    return list(pages), CoOrganising.objects.taken_off().count()


def expected(route: str, method: str, role: str) -> int:
    methods = ORGANISATION_ADDRESSES[route]
    if method not in methods and not (method == "HEAD" and "GET" in methods):
        return 405
    if role == "anonymous":
        return 302
    is_staff = role in STAFF or (role == "other coordinator" and "listing_id" in route)
    is_allowed = role in MEMBERS or (is_staff and route in (STAFF_WRITES if method == "POST" else STAFF_READS))
    return (302 if method == "POST" else 200) if is_allowed else 404


@pytest.mark.parametrize("role", ROLES)
def test_an_organisations_texts_are_for_those_who_write_for_it(
    people: dict[str, Any], rows: dict[str, Any], record: Any, role: str
) -> None:
    before, got = state(record), {}
    for route in ORGANISATION_ADDRESSES:
        for method in METHODS:
            if method == "POST" and expected(route, method, role) == 302 and role != "anonymous":
                continue  # each address has its own tests of what it does
            answer = at("espoo", people[role]).generic(method, path_to(route, rows))
            if answer.status_code != expected(route, method, role):
                got[route, method] = answer.status_code
            if answer.status_code == 404:
                assert "Siltasanat" not in answer.text
    assert got == {}
    assert state(record) == before


@pytest.mark.parametrize("role", ["writer", "responsible"])
def test_nothing_is_written_for_a_suspended_organisation(
    people: dict[str, Any], rows: dict[str, Any], record: Any, role: str
) -> None:
    SuspendOrganisation(record).execute()
    before, got = state(record), {}
    for route, methods in ORGANISATION_ADDRESSES.items():
        for method in methods:
            answer = at("espoo", people[role]).generic(method, path_to(route, rows))
            got[route, method] = answer.status_code
            assert "suspended" in answer.text
    assert set(got.values()) == {403}
    assert state(record) == before


def test_who_is_removed_is_out_at_the_next_request(people: dict[str, Any], rows: dict[str, Any], record: Any) -> None:
    client = at("espoo", people["writer"])
    values = filled(client.get(path_to(ORGANISATION, rows)), phone="040 123 4567")
    OrganisationMembership.objects.filter(user=people["writer"]).delete()
    before = state(record)
    assert client.post(path_to(ORGANISATION, rows), values).status_code == 404
    assert state(record) == before


@pytest.mark.parametrize("role", ["writer", "neighbour", "coordinator"])
def test_forged_ids_and_languages_are_not_found(people: dict[str, Any], rows: dict[str, Any], role: str) -> None:
    client = at("espoo", people[role])
    unknown = [rows | {"organisation_id": uuid4()}, rows | {"listing_id": uuid4()}]
    for values in unknown:
        assert client.get(path_to(f"{ORGANISATION}named/<uuid:listing_id>/", values)).status_code == 404
    for code in ("fi", "xx", "SV", "sv'"):
        assert client.get(path_to(LANGUAGE, rows | {"code": code})).status_code == 404
        assert client.post(path_to(LANGUAGE, rows | {"code": code}), {"title": "x"}).status_code == 404


def test_texts_are_bounded(people: dict[str, Any], rows: dict[str, Any], record: Any) -> None:
    client, before = at("espoo", people["writer"]), state(record)
    values = filled(client.get(path_to(ORGANISATION, rows)))
    for name, text, status in (
        ("title", "x" * 100_000, 422),
        ("description", "x" * 100_000, 422),
        ("description", "x" * 300_000, 413),
        ("organisation_type", "999999999", 422),
        ("municipality", "049'", 422),
        ("email", "ei", 422),
    ):
        assert client.post(path_to(ORGANISATION, rows), values | {name: [text]}).status_code == status, name
    assert client.post(path_to(ORGANISATION, rows), values | {"summary": ["a\0b"]}).status_code in (302, 400)
    assert state(record)[1] == before[1]
