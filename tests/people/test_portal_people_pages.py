"""The pages of a portal's people: who sees and does what, at every address; what they show; what they cost."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.mails.models import Mail
from editorial.people.actions.invite import Invite
from editorial.people.models import AccessRequest, AccessState, Invitation
from listings.models import OrganisationMembership
from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.admin import ADMIN_HOST, signed_in
from tests.listings.factories import make_editor, make_organisation, record_of
from tests.people.visiting import at
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
HUGE = "9" * 31


@pytest.fixture
def invitation(espoo: Portal, coordinator: Any) -> Invitation:
    return Invite("kutsuttu@example.org", PortalRole.COUNSELLOR, portal=espoo, by=coordinator).execute()


def page_of(client: Client, address: str = "/admin/people/espoo/") -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content.decode(), "html.parser")


def section(page: BeautifulSoup, name: str) -> list[list[str]]:
    """The cells of a section's rows, in words."""
    rows = page.select(f"section[aria-labelledby={name}] tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in rows]


def addresses(espoo: Portal, translator: Any, invitation: Any, organisation: Any) -> dict[str, bool]:
    """Every address of these pages, and whether it writes."""
    role = PortalMembership.objects.get(user=translator).pk
    member = OrganisationMembership.objects.get(organisation=record_of(organisation))
    base = f"/admin/people/{espoo.slug}/"
    return {
        base: False,
        f"{base}invite/": True,
        f"{base}roles/{role}/": True,
        f"{base}roles/{role}/remove/": True,
        f"{base}invitations/{invitation.pk}/send/": True,
        f"{base}invitations/{invitation.pk}/withdraw/": True,
        f"{base}organisations/{organisation.translation_key}/invite/": True,
        f"{base}members/{member.pk}/": True,
        f"{base}members/{member.pk}/remove/": True,
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("counsellor", 403),
        ("editor", 403),
        ("translator", 403),
        ("vantaa_coordinator", 404),
        ("coordinator", 200),
        ("national_administrator", 200),
        ("admin", 200),
    ],
)
def test_every_address_by_role(
    who: str, status: int, espoo: Portal, translator: Any, invitation: Any, organisation: Any, editor: Any, request: Any
) -> None:
    client = Client(headers={"host": ADMIN_HOST})
    if who != "anonymous":
        client = signed_in(request.getfixturevalue(who))
    before = (Invitation.objects.count(), PortalMembership.objects.count(), Mail.objects.count())
    for address, writes in addresses(espoo, translator, invitation, organisation).items():
        assert client.get(address).status_code == status, address
        assert (Invitation.objects.count(), PortalMembership.objects.count(), Mail.objects.count()) == before
        if writes and status != 200:
            values = {"address": "x@example.org", "role": "coordinator", "language": "fi"}
            assert client.post(address, values).status_code == status, address
            assert (Invitation.objects.count(), PortalMembership.objects.count(), Mail.objects.count()) == before
    assert client.post("/admin/people/espoo/").status_code in (302, 403, 404, 405)


@pytest.mark.parametrize("host", ["espoo.localhost:8000", "vantaa.localhost:8000"])
def test_the_pages_are_on_the_national_host_only(coordinator: Any, host: str) -> None:
    client = Client(headers={"host": host})
    client.force_login(coordinator)
    assert client.get("/admin/people/espoo/").status_code == 404


def test_things_of_another_portal_are_not_found_below_ones_own(
    coordinator: Any,
    vantaa: Portal,
    vantaa_coordinator: Any,
    other_organisation: Any,
    vantaa_editor: Any,
    national_administrator: Any,
) -> None:
    client = signed_in(coordinator)
    member = OrganisationMembership.objects.get(user=vantaa_editor).pk
    theirs = Invite("v@example.org", PortalRole.COUNSELLOR, portal=vantaa).execute()
    of_organisation = Invite("o@example.org", "writer", organisation=record_of(other_organisation)).execute()
    roles = [PortalMembership.objects.get(user=user).pk for user in (vantaa_coordinator, national_administrator)]
    base = "/admin/people/espoo/"
    for path in (
        *(f"roles/{role}/" for role in (*roles, 2**40, 0)),
        *(f"roles/{role}/remove/" for role in roles),
        *(f"invitations/{key}/send/" for key in (theirs.pk, of_organisation.pk, uuid.uuid4())),
        *(f"invitations/{key}/withdraw/" for key in (theirs.pk, of_organisation.pk)),
        f"organisations/{other_organisation.translation_key}/invite/",
        f"organisations/{uuid.uuid4()}/invite/",
        f"members/{member}/",
        f"members/{member}/remove/",
    ):
        assert client.get(base + path).status_code == 404, path
        assert client.post(base + path, {"address": "x@example.org", "role": "writer"}).status_code == 404, path
    assert PortalMembership.objects.filter(pk__in=roles).count() == 2
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"role": "national_admin"},
        {"role": "responsible"},
        {"role": "king"},
        {"role": ""},
        {"role": "translator"},
        {"role": "translator", "languages": ["so"]},
        {"address": "not an address"},
        {"address": "a" * 300 + "@example.org"},
        {"address": "nul\x00@exa mple.org"},
        {"ends_on": "1.1.2020"},
        {"ends_on": "31.12.9999"},
        {"ends_on": "soon"},
        {"language": "tlh"},
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused_and_keeps_what_was_typed(
    coordinator: Any, values: dict[str, Any]
) -> None:
    data = {"address": "amal@example.org", "role": "counsellor", "language": "fi", "ends_on": ""} | values
    answer = signed_in(coordinator).post("/admin/people/espoo/invite/", data)
    assert answer.status_code == 400
    assert not Invitation.objects.exists()
    if "address" not in values:
        assert "amal@example.org" in answer.content.decode()


def test_a_coordinator_invites_and_the_invitation_is_in_the_list(coordinator: Any) -> None:
    client = signed_in(coordinator)
    day = timezone.localdate() + 30 * DAY
    data = {
        "address": " Amal@Example.org",
        "role": "translator",
        "languages": ["ar", "sv"],
        "ends_on": f"{day.day}.{day.month}.{day.year}",
        "language": "sv",
    }
    assert client.post("/admin/people/espoo/invite/", data).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.address, invitation.languages, invitation.ends_on) == ("amal@example.org", ["ar", "sv"], day)
    assert (invitation.invited_by, invitation.language, Mail.objects.get().language) == (coordinator, "sv", "sv")
    (row,) = section(page_of(client), "invitations")
    assert row[0] == "amal@example.org"
    assert "kääntäjä" in row[1]
    assert "arabia" in row[1]


def test_an_invitation_is_sent_again_and_withdrawn(coordinator: Any, invitation: Any) -> None:
    client = signed_in(coordinator)
    Invitation.objects.update(sent_at=timezone.now() - 20 * DAY)
    assert "vanhentui" in section(page_of(client), "invitations")[0][2]
    base = f"/admin/people/espoo/invitations/{invitation.pk}/"
    assert client.post(f"{base}send/").status_code == 302
    assert Invitation.objects.get().is_open
    assert Mail.objects.count() == 2
    assert client.post(f"{base}withdraw/").status_code == 302
    assert not Invitation.objects.exists()
    assert client.post(f"{base}withdraw/").status_code == 404


def test_a_role_is_changed_and_removed_at_the_next_request(coordinator: Any, translator: Any) -> None:
    client = signed_in(coordinator)
    theirs = at("espoo", translator)
    assert theirs.get("/fi/desk/translations/").status_code == 200
    base = f"/admin/people/espoo/roles/{PortalMembership.objects.get(user=translator).pk}/"
    assert client.post(base, {"languages": ["sv"], "ends_on": ""}).status_code == 302
    assert PortalMembership.objects.get(user=translator).languages == ["sv"]
    assert client.post(f"{base}remove/").status_code == 302
    assert theirs.get("/fi/desk/translations/").status_code == 404


def test_the_last_coordinator_reads_why_she_can_not_go(coordinator: Any) -> None:
    base = f"/admin/people/espoo/roles/{PortalMembership.objects.get(user=coordinator).pk}/remove/"
    answer = signed_in(coordinator).post(base)
    assert answer.status_code == 400
    assert BeautifulSoup(answer.content.decode(), "html.parser").select_one("[role=alert]") is not None
    assert PortalMembership.objects.filter(user=coordinator).exists()


def test_a_national_administrator_is_warned_and_may(coordinator: Any, national_administrator: Any) -> None:
    client = signed_in(national_administrator)
    address = f"/admin/people/espoo/roles/{PortalMembership.objects.get(user=coordinator).pk}/remove/"
    assert page_of(client, address).select_one(".help-warning") is not None
    assert client.post(address).status_code == 302
    assert not PortalMembership.objects.filter(user=coordinator).exists()
    (first, *_others) = [row for row in page_of(client, "/admin/people/").select("tbody tr") if "Espoo" in row.text]
    assert first.select_one(".k-stop") is not None


def test_the_list_says_who_when_and_until_when(coordinator: Any, translator: Any, espoo: Portal) -> None:
    ended = make_member(espoo, PortalRole.COUNSELLOR, name="ent@example.org", ends_on=timezone.localdate() - DAY)
    rows = {row[0]: row for row in section(page_of(signed_in(coordinator)), "people")}
    assert list(rows) == [coordinator.email, translator.email, ended.email]
    assert "arabia" in rows[translator.email][1]
    assert rows[translator.email][3] == "ei vielä"
    assert "päättynyt" in rows[ended.email][2]


def test_organisations_without_people_come_first(coordinator: Any, editor: Any, neighbour: Any) -> None:
    page = page_of(signed_in(coordinator))
    without = section(page, "without")
    assert [row[0].partition(" ry")[0] for row in without] == ["Naapuripöytä", "Siltasanat"]
    assert "kukaan ei kirjoita" in str(without[0])
    assert "vain kirjoittajia" in str(without[1])
    assert [row[:3] for row in section(page, "members")] == [["Siltasanat ry", editor.email, "kirjoittaja"]]
    names = [part["aria-labelledby"] for part in page.select("section[aria-labelledby]")]
    assert names.index("without") < names.index("people")


def test_an_organisation_whose_only_person_has_left_the_service_is_without_people(
    coordinator: Any, editor: Any
) -> None:
    get_user_model().objects.filter(pk=editor.pk).update(is_active=False)
    assert "Siltasanat ry" in section(page_of(signed_in(coordinator)), "without")[0][0]


def test_an_organisation_with_a_responsible_person_is_not_without(coordinator: Any, editor: Any) -> None:
    OrganisationMembership.objects.filter(user=editor).update(role="responsible")
    assert section(page_of(signed_in(coordinator)), "without") == []


def test_a_coordinator_invites_to_an_organisation_of_the_portal(coordinator: Any, neighbour: Any) -> None:
    client = signed_in(coordinator)
    address = f"/admin/people/espoo/organisations/{neighbour.translation_key}/invite/"
    data = {"address": "uusi@example.org", "role": "responsible", "language": "fi"}
    assert client.post(address, data).status_code == 302
    assert Invitation.objects.get().organisation == record_of(neighbour)
    assert "uusi@example.org" in section(page_of(client), "without")[0][1]


def test_a_coordinator_changes_and_removes_an_organisations_person(coordinator: Any, editor: Any) -> None:
    client = signed_in(coordinator)
    membership = OrganisationMembership.objects.get(user=editor)
    base = f"/admin/people/espoo/members/{membership.pk}/"
    assert client.post(base, {"role": "king"}).status_code == 400
    assert client.post(base, {"role": "responsible"}).status_code == 302
    membership.refresh_from_db()
    assert membership.role == "responsible"
    assert page_of(client, f"{base}remove/").select_one(".help-warning") is not None
    assert client.post(f"{base}remove/").status_code == 302
    assert not OrganisationMembership.objects.exists()
    without = [row[0] for row in section(page_of(client), "without")]
    assert without == ["Siltasanat ry kukaan ei kirjoita sen nimissä"]
    assert client.post(f"{base}remove/").status_code == 404


def test_who_sent_an_invitation_and_has_gone_is_said(coordinator: Any, invitation: Any, espoo: Portal) -> None:
    other = make_member(espoo, PortalRole.COORDINATOR, name="toinen@example.org")
    PortalMembership.objects.filter(user=coordinator).delete()
    (row,) = section(page_of(signed_in(other)), "invitations")
    assert "uudelleen" in row[2]


def test_an_invitation_of_an_erased_person_is_dead_and_a_programs_is_not(
    coordinator: Any, invitation: Any, espoo: Portal
) -> None:
    client = signed_in(coordinator)
    Invitation.objects.update(invited_by=None, is_by_program=True)
    assert "uudelleen" not in section(page_of(client), "invitations")[0][2]
    Invitation.objects.update(is_by_program=False)
    assert "uudelleen" in section(page_of(client), "invitations")[0][2]


@pytest.fixture
def access(organisation: Any, espoo: Portal) -> AccessRequest:
    """Somebody asks to be let in to an organisation without people."""
    request: AccessRequest = AccessRequest.objects.create(
        organisation=record_of(organisation),
        portal=espoo,
        address="olli@example.org",
        name="Olli Oma",
        message="Olen hallituksessa",
        language="fi",
        state=AccessState.WAITING,
        confirmed_at=timezone.now(),
    )
    return request


def test_all_who_ask_to_be_let_in_are_counted(
    coordinator: Any, access: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.people.portal_people.access_request_views.MOST", 2)
    for number in range(3):
        AccessRequest.objects.create(
            organisation=access.organisation,
            portal=access.portal,
            address=f"p{number}@example.org",
            name=f"P{number}",
            message="x",
            language="fi",
            state=AccessState.WAITING,
            confirmed_at=timezone.now(),
        )
    page = page_of(signed_in(coordinator))
    assert len(section(page, "requests")) == 2
    assert [count.text for count in page.select("#requests .k-count")] == ["4"]


def test_a_coordinator_lets_in_where_the_organisation_has_nobody(coordinator: Any, access: AccessRequest) -> None:
    client = signed_in(coordinator)
    assert [row[0].split()[0] for row in section(page_of(client), "requests")] == ["Olli"]
    base = f"/admin/people/espoo/requests/{access.pk}/"
    assert client.post(f"{base}let-in/", {"role": "king"}).status_code == 400
    assert client.post(f"{base}let-in/", {"role": "responsible"}).status_code == 302
    assert OrganisationMembership.objects.get().user.email == "olli@example.org"
    assert client.post(f"{base}turn-down/").status_code == 404


def test_a_coordinator_turns_down_with_a_reason(coordinator: Any, access: AccessRequest) -> None:
    base = f"/admin/people/espoo/requests/{access.pk}/"
    assert signed_in(coordinator).post(f"{base}turn-down/", {"reason": "En tunne"}).status_code == 302
    access.refresh_from_db()
    assert (access.state, access.reason) == (AccessState.DECLINED, "En tunne")


def test_requests_of_others_are_not_answered(vantaa_coordinator: Any, translator: Any, access: AccessRequest) -> None:
    asked = ((vantaa_coordinator, "espoo", 404), (vantaa_coordinator, "vantaa", 404), (translator, "espoo", 403))
    for who, slug, status in asked:
        for path in ("let-in", "turn-down"):
            address = f"/admin/people/{slug}/requests/{access.pk}/{path}/"
            assert signed_in(who).get(address).status_code == status
            assert signed_in(who).post(address, {"role": "writer"}).status_code == status
    access.refresh_from_db()
    assert access.state == AccessState.WAITING


@pytest.mark.parametrize(
    ("query", "people", "members"),
    [
        ("q=naapuri", 0, 1),
        ("q=siltasanat", 0, 1),
        ("q=editor@", 0, 1),
        ("q=coordinator", 1, 0),
        ("q=example+org", 2, 2),
        ("role=translator", 1, 0),
        ("role=writer", 0, 2),
        ("role=responsible", 0, 0),
        ("q=xyzzy", 0, 0),
        ("q=%20&role=nosuch&people=-3&members=x", 2, 2),
        (f"people={HUGE}&members={HUGE}&q=&role=", 2, 2),
        ("q=" + "a" * 3000, 2, 2),
    ],
)
def test_search_by_words_and_role(
    coordinator: Any, translator: Any, editor: Any, neighbour: Any, query: str, people: int, members: int
) -> None:
    make_editor(neighbour, "naapuri@example.org")
    page = page_of(signed_in(coordinator), f"/admin/people/espoo/?{query}")
    assert (len(section(page, "people")), len(section(page, "members"))) == (people, members)


def test_lists_have_pages(coordinator: Any, organisation: Any) -> None:
    for number in range(60):
        make_editor(organisation, f"n{number:02}@example.org")
    client = signed_in(coordinator)
    page = page_of(client)
    assert len(section(page, "members")) == 50
    beyond = page.select_one("section[aria-labelledby=members] .k-paging a")
    assert beyond is not None
    assert len(section(page_of(client, f"/admin/people/espoo/{beyond['href']}"), "members")) == 10


def test_a_coordinator_of_one_portal_is_led_to_it_and_others_choose(
    coordinator: Any, national_administrator: Any, vantaa: Portal
) -> None:
    assert section(page_of(signed_in(coordinator), "/admin/people/"), "people")
    chosen = page_of(signed_in(national_administrator), "/admin/people/")
    assert {"/admin/people/vantaa/", "/admin/people/kototori/"} <= {link["href"] for link in chosen.select("a[href]")}
    PortalMembership.objects.create(user=coordinator, portal=vantaa, role=PortalRole.COORDINATOR)
    text = signed_in(coordinator).get("/admin/people/").content.decode()
    assert ("/admin/people/vantaa/" in text, "/admin/people/kototori/" in text) == (True, False)


def test_only_national_administrators_manage_their_own_kind(national: Portal, national_administrator: Any) -> None:
    own = make_member(national, PortalRole.COORDINATOR)
    page = page_of(signed_in(own), "/admin/people/kototori/")
    administrator = PortalMembership.objects.get(user=national_administrator).pk
    assert f"/admin/people/kototori/roles/{administrator}/" not in str(page)
    for path in (f"roles/{administrator}/", f"roles/{administrator}/remove/"):
        assert signed_in(own).post(f"/admin/people/kototori/{path}").status_code == 404
    data = {"address": own.email, "role": "national_admin", "language": "fi"}
    assert signed_in(own).post("/admin/people/kototori/invite/", data).status_code == 400
    assert signed_in(national_administrator).post("/admin/people/kototori/invite/", data).status_code == 302


def test_superusers_of_the_command_line_are_named(admin: Any, national: Portal) -> None:
    (row,) = section(page_of(signed_in(admin), "/admin/people/kototori/"), "people")
    assert row[0] == admin.email


def test_the_number_of_statements_does_not_grow(
    coordinator: Any, espoo: Portal, organisation: Any, neighbour: Any, editor: Any
) -> None:
    client = signed_in(coordinator)

    def statements() -> int:
        page_of(client)
        with CaptureQueriesContext(connection) as asked:
            page_of(client)
        return len(asked)

    def add(number: int) -> None:
        make_member(espoo, PortalRole.TRANSLATOR, name=f"t{number}@example.org", languages=["ar"])
        make_editor(organisation, f"e{number}@example.org")
        other = make_organisation(espoo, f"Yhdistys {number}")
        Invite(f"i{number}@example.org", "writer", organisation=record_of(other), by=coordinator).execute()
        Invite(f"p{number}@example.org", "counsellor", portal=espoo, by=coordinator).execute()

    add(0)
    few = statements()
    for number in range(1, 10):
        add(number)
    assert statements() == few
    assert OrganisationMembership.objects.count() > 10
