"""Who gets what at each address for people who write: every role, GET, POST and other methods.

``ADDRESSES``, ``FOR_EVERYBODY``, ``tests.announcing.activity_addresses``,
``tests.own_organisations.organisation_addresses``, ``tests.remarks.remark_addresses``,
``tests.second_opinions.opinion_addresses`` and ``tests.translating.translation_addresses`` list every address of
``editorial.urls``; one that they lack is an error.
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
from tests.announcing.activity_addresses import ACTIVITY_ADDRESSES, ASKED_BY_SCRIPT, WITHOUT_ACTIVITY
from tests.own_organisations.organisation_addresses import ORGANISATION_ADDRESSES
from tests.people.test_desk_home import ask
from tests.people.test_member_actions import roles
from tests.people.visiting import at, path_of
from tests.regions.factories import make_member, make_user
from tests.remarks.remark_addresses import REMARK_ADDRESSES
from tests.second_opinions.opinion_addresses import OPINION_ADDRESSES
from tests.translating.translation_addresses import TRANSLATION_ADDRESSES
from tests.undone import undone

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
#: The same for everybody who is signed in. By route: a path, and what GET answers to the anonymous and to others.
#: Keys in paths are forged.
FOR_EVERYBODY: dict[str, tuple[str, int, int]] = {
    "sign-in/": ("sign-in/", 200, 302),
    "sign-in/code/": ("sign-in/code/", 200, 302),
    "sign-in/code/confirm/": ("sign-in/code/confirm/", 302, 302),
    "sign-out/": ("sign-out/", 302, 200),
    "sign-in/password/": ("sign-in/password/", 200, 200),
    "sign-in/password/sent/": ("sign-in/password/sent/", 200, 200),
    "sign-in/password/done/": ("sign-in/password/done/", 200, 200),
    r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,200})/$": (
        "sign-in/password/1-forged-key/",
        410,
        410,
    ),
    "sign-in/address/sent/": ("sign-in/address/sent/", 200, 200),
    r"^sign-in/address/(?P<key>[-:\w]{1,200})/$": ("sign-in/address/forged-key/", 410, 410),
    "desk/account/": ("desk/account/", 302, 200),
    "desk/account/address/": ("desk/account/address/", 302, 200),
    "desk/account/password/": ("desk/account/password/", 302, 200),
    "desk/account/password/new/": ("desk/account/password/new/", 302, 302),
    "join/": ("join/", 200, 200),
    "join/new/": ("join/new/", 200, 200),
    "join/sent/<str:signed>/": ("join/sent/forged/", 404, 404),
    "join/request/<str:signed>/": ("join/request/forged/", 404, 404),
    "join/<uuid:organisation_id>/": ("join/<uuid:organisation_id>/", 200, 200),
    "mail/<str:signed>/": ("mail/forged/", 404, 404),
    "wish/": ("wish/?q=uimakoulu", 200, 200),
    "wish/sent/": ("wish/sent/?q=uimakoulu", 200, 200),
    "desk/": ("desk/", 302, 200),
}
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


def routes(patterns: Any, before: str = "") -> Iterator[str]:
    """Every address."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_address_is_listed() -> None:
    listed = {
        *ADDRESSES,
        *FOR_EVERYBODY,
        *ACTIVITY_ADDRESSES,
        *WITHOUT_ACTIVITY,
        *ASKED_BY_SCRIPT,
        *ORGANISATION_ADDRESSES,
        *REMARK_ADDRESSES,
        *OPINION_ADDRESSES,
        *TRANSLATION_ADDRESSES,
    }
    assert set(routes(urls.urlpatterns)) == listed


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
        for converter in ("uuid", "int", "str"):
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
def test_each_role_gets_what_is_its_own(people: dict[str, Any], rows: dict[str, Any], record: Any, role: str) -> None:
    for route in ADDRESSES:
        with undone():
            check_address(people, rows, record, route, role)


def check_address(people: dict[str, Any], rows: dict[str, Any], record: Any, route: str, role: str) -> None:
    """Ask an address with every method, as one of the roles."""
    readers, writers = ADDRESSES[route]
    client, path = at("espoo", people[role]), path_to(route, rows)
    before = state(record)
    for method, allowed in (("get", readers), ("head", readers)):
        answer = getattr(client, method)(path)
        expected = 405 if allowed is None else 302 if role == "anonymous" else 200 if role in allowed else 404
        assert answer.status_code == expected, (route, method)
        if expected == 302:
            assert answer["Location"].startswith("/en/sign-in/")
        if expected == 404:
            assert "Siltasanat" not in answer.text
    for method in ("put", "delete", "options", "patch"):
        assert getattr(client, method)(path).status_code == 405, (route, method)
    assert state(record) == before
    answer = client.post(path, VALUES)
    assert writers is not None
    assert answer.status_code == (302 if role == "anonymous" or role in writers else 404), route
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
    client, here = at("espoo", people[role]), {"host": "espoo.localhost"}
    assert client.get(path, headers=here).status_code == 200
    assert client.post(path, {"first_name": "X", "last_name": "Y"}, headers=here).status_code in (302, 403)
    assert roles(record) == before


@pytest.mark.parametrize("role", ROLES)
def test_other_addresses_are_the_same_for_everybody_who_is_signed_in(
    people: dict[str, Any], rows: dict[str, Any], record: Any, role: str
) -> None:
    before, answers, kept = state(record), {}, []
    for route, (path, _anonymous, _signed_in) in FOR_EVERYBODY.items():
        client = at("espoo", people[role])
        answer = client.get(path_to(path, rows))
        answers[route] = answer.status_code
        if answer.status_code == 200 and "no-store" not in answer.get("Cache-Control", ""):
            kept.append(route)
        if path.startswith("desk/") and role == "anonymous":
            assert answer["Location"].startswith("/en/sign-in/"), route
        for method in ("delete", "patch", "put", "post"):
            other = getattr(at("espoo", people[role]), method)(path_to(path, rows), VALUES)
            assert other.status_code < 500, (method, route)
    expected = {route: row[1 if role == "anonymous" else 2] for route, row in FOR_EVERYBODY.items()}
    assert answers == expected
    assert kept == []
    assert state(record) == before


def test_addresses_are_not_on_a_host_without_a_portal(people: dict[str, Any], rows: dict[str, Any]) -> None:
    client = at("nowhere", people["admin"])
    for route in (*ADDRESSES, *(path for path, _anonymous, _signed_in in FOR_EVERYBODY.values())):
        assert client.get(path_to(route, rows)).status_code in (400, 404), route


def test_a_link_confirms_for_whoever_has_the_mail_and_says_nothing_afterwards(record: Any, espoo: Any) -> None:
    asked = ask(record, "Aino", AccessState.DECLINED)
    path = path_of(signed_link(CONFIRM_ACCESS, confirmation_key(asked), portal=espoo, language="en"))
    answer = at("espoo").get(path)
    assert answer.status_code == 410
    assert "Siltasanat" not in answer.text
