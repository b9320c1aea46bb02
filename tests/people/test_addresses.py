"""Who gets what at each address of people: every role, GET, POST and other methods.

``ADDRESSES`` lists every address of ``editorial.people``; one that it lacks is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver

from editorial import urls
from editorial.mails.signed_links import signed_link
from editorial.people.access_mails import CONFIRM_ACCESS, confirmation_key
from editorial.people.actions.invite import Invite
from editorial.people.models import AccessRequest, AccessState, Invitation
from editorial.people.people_mails import invitation_link
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.models import PortalRole
from tests.people.test_desk_home import ask
from tests.people.test_member_actions import roles
from tests.people.visiting import at, path_of
from tests.regions.factories import make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

PEOPLE = "desk/organisations/<uuid:organisation_id>/people/"
#: By route: who may open it (GET), and who may send it (POST). "all": anybody, "in": anybody who is signed in.
MANAGERS = frozenset({"responsible", "coordinator", "admin"})
MEMBERS = frozenset({"responsible", "writer"})
ADDRESSES: dict[str, tuple[frozenset[str] | None, frozenset[str] | None]] = {
    PEOPLE: (MANAGERS | MEMBERS, MANAGERS),
    f"{PEOPLE}leave/": (MEMBERS, MEMBERS),
    f"{PEOPLE}<int:membership_id>/role/": (None, MANAGERS),
    f"{PEOPLE}<int:membership_id>/hand-over/": (frozenset({"responsible"}), frozenset({"responsible"})),
    f"{PEOPLE}<int:membership_id>/remove/": (MANAGERS, MANAGERS),
    f"{PEOPLE}invitations/<uuid:invitation_id>/again/": (None, MANAGERS),
    f"{PEOPLE}invitations/<uuid:invitation_id>/withdraw/": (None, MANAGERS),
    f"{PEOPLE}requests/<uuid:request_id>/": (MANAGERS, MANAGERS),
}
#: Addresses that have tests of their own: for anybody, or by a signed link.
ELSEWHERE = {
    "desk/": "tests/people/test_desk_home.py",
    "join/<uuid:organisation_id>/": "tests/people/test_access_requests.py",
    "mail/<str:signed>/": "tests/people/test_invitation_page.py",
}
#: Other parts' addresses are tested where these are.
OTHER_PARTS = ("editorial.accounts", "editorial.joining", "allauth")
ROLES = (
    "anonymous",
    "writer",
    "responsible",
    "neighbour",
    "other portal's editor",
    "removed",
    "translator",
    "counsellor",
    "coordinator",
    "other coordinator",
    "admin",
)


def routes(patterns: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address with the module of its view."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback.__module__


def test_every_address_is_listed() -> None:
    own = {route for route, module in routes(urls.urlpatterns) if not module.startswith(OTHER_PARTS)}
    assert own == {*ADDRESSES, *ELSEWHERE}


@pytest.fixture
def people(
    sanna: Any,
    veikko: Any,
    neighbours_editor: Any,
    vantaa_editor: Any,
    translator: Any,
    coordinator: Any,
    vantaa_coordinator: Any,
    admin: Any,
    espoo: Any,
    record: Any,
) -> dict[str, Any]:
    removed = OrganisationMembership.objects.create(user=make_user("poistettu@example.org"), organisation=record)
    removed.delete()
    return {
        "anonymous": None,
        "writer": veikko.user,
        "responsible": sanna.user,
        "neighbour": neighbours_editor,
        "other portal's editor": vantaa_editor,
        "removed": removed.user,
        "translator": translator,
        "counsellor": make_member(espoo, PortalRole.COUNSELLOR),
        "coordinator": coordinator,
        "other coordinator": vantaa_coordinator,
        "admin": admin,
    }


@pytest.fixture
def rows(record: Any, coordinator: Any, organisation: Any) -> dict[str, Any]:
    """Rows of the organisation: what the addresses name."""
    target = OrganisationMembership.objects.create(user=make_user("kohde@example.org"), organisation=record)
    invitation = Invite("kutsuttu@example.org", OrganisationRole.WRITER, organisation=record, by=coordinator).execute()
    return {
        "organisation_id": record.pk,
        "membership_id": target.pk,
        "invitation_id": invitation.pk,
        "request_id": ask(record, "Aino").pk,
    }


def path_to(route: str, rows: dict[str, Any]) -> str:
    path = route
    for name, value in rows.items():
        for converter in ("uuid", "int"):
            path = path.replace(f"<{converter}:{name}>", str(value))
    return f"/en/{path}"


VALUES = {"address": "uusi@example.org", "role": "responsible", "answer": "let_in"}


def state(record: Any) -> Any:
    """What a request could have changed."""
    return (
        roles(record),
        sorted(Invitation.objects.values_list("address", "sent_at")),
        sorted(AccessRequest.objects.values_list("name", "state")),
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", ADDRESSES)
def test_each_role_gets_what_is_its_own(
    people: dict[str, Any], rows: dict[str, Any], record: Any, route: str, role: str
) -> None:
    readers, writers = ADDRESSES[route]
    client, path = at("espoo", people[role]), path_to(route, rows)
    before = state(record)
    for method, allowed in (("get", readers), ("head", readers)):
        answer = getattr(client, method)(path)
        expected = 405 if allowed is None else 302 if role == "anonymous" else 200 if role in allowed else 404
        assert answer.status_code == expected, method
        if expected == 302:
            assert answer["Location"].startswith("/en/sign-in/")
        if expected == 404:
            assert "Siltasanat" not in answer.text
    for method in ("put", "delete", "options", "patch"):
        assert getattr(client, method)(path).status_code == 405
    assert state(record) == before
    answer = client.post(path, VALUES)
    assert writers is not None
    assert answer.status_code == (302 if role == "anonymous" or role in writers else 404)
    if role not in writers:
        assert state(record) == before
    elif not (route.endswith("leave/") and role == "responsible"):  # who is the last one stays
        assert state(record) != before


@pytest.mark.parametrize("role", [role for role in ROLES if role not in MANAGERS])
def test_the_rows_of_an_organisation_arent_reached_through_another_one(
    people: dict[str, Any], rows: dict[str, Any], record: Any, neighbour: Any, role: str
) -> None:
    before = state(record)
    own = {**rows, "organisation_id": neighbour.translation_key}
    for route in ADDRESSES:
        if "<int:" in route or "invitations" in route or "requests" in route:
            answer = at("espoo", people[role]).post(path_to(route, own), VALUES)
            assert answer.status_code == (302 if role == "anonymous" else 404), route
    assert state(record) == before


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_a_suspended_organisation_by_letting_people_in(
    people: dict[str, Any], rows: dict[str, Any], record: Any, role: str
) -> None:
    SuspendOrganisation(record).execute()
    before = roles(record)
    client = at("espoo", people[role])
    for route in (PEOPLE, f"{PEOPLE}requests/<uuid:request_id>/", f"{PEOPLE}invitations/<uuid:invitation_id>/again/"):
        client.post(path_to(route, rows), VALUES)
    assert (roles(record), Invitation.objects.count()) == (before, 1)


@pytest.mark.parametrize("role", ROLES)
def test_links_give_nobody_but_their_addressee_anything(
    people: dict[str, Any], rows: dict[str, Any], record: Any, espoo: Any, role: str
) -> None:
    make_user("kutsuttu@example.org")  # the addressee has an account, so that the link alone isn't enough
    before = roles(record)
    path = path_of(invitation_link(Invitation.objects.get(), "en"))
    client = at("espoo", people[role])
    assert client.get(path).status_code == 200
    assert client.post(path, {"first_name": "X", "last_name": "Y"}).status_code in (302, 403)
    assert roles(record) == before


def test_the_desk_is_for_people_who_are_signed_in(people: dict[str, Any]) -> None:
    for role, person in people.items():
        assert at("espoo", person).get("/en/desk/").status_code == (302 if role == "anonymous" else 200), role


def test_addresses_are_not_on_a_host_without_a_portal(people: dict[str, Any], rows: dict[str, Any]) -> None:
    client = at("nowhere", people["admin"])
    for route in (*ADDRESSES, "desk/", "join/<uuid:organisation_id>/"):
        assert client.get(path_to(route, rows)).status_code in (400, 404), route


def test_a_link_confirms_for_whoever_has_the_mail_and_says_nothing_afterwards(record: Any, espoo: Any) -> None:
    asked = ask(record, "Aino", AccessState.DECLINED)
    path = path_of(signed_link(CONFIRM_ACCESS, confirmation_key(asked), portal=espoo, language="en"))
    answer = at("espoo").get(path)
    assert answer.status_code == 410
    assert "Siltasanat" not in answer.text
