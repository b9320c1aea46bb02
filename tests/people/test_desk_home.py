"""The desk's home: what needs me, my organisations, my roles."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.people.models import AccessRequest, AccessState
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.enums import OrganisationRole
from listings.models import OrganisationMembership
from regions.languages import own_name
from tests.listings.factories import also_translating, make_organisation, record_of
from tests.people.visiting import at
from tests.regions.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def ask(record: Any, name: str, state: str = AccessState.WAITING) -> AccessRequest:
    """A request to be let in, with a confirmed address unless said otherwise."""
    row: AccessRequest = AccessRequest.objects.create(
        organisation=record,
        portal=record.home_portal,
        address=f"{name}@example.org",
        name=name,
        message=f"{name} was here",
        language="fi",
        state=state,
        confirmed_at=timezone.now(),
    )
    return row


def home(user: Any, portal: str = "espoo", language: str = "en") -> str:
    answer = at(portal, user).get(f"/{language}/desk/")
    assert answer.status_code == 200
    return answer.text


def test_what_waits_comes_first_and_only_to_who_answers(record: Any, sanna: Any, veikko: Any, coordinator: Any) -> None:
    asked = ask(record, "Aino")
    ask(record, "Unconfirmed", AccessState.ASKED)
    page = home(sanna.user)
    assert page.index("Aino was here") < page.index("Your organisations")
    assert f"/people/requests/{asked.pk}/" in page
    assert "Unconfirmed" not in page
    for person in (veikko.user, coordinator):
        assert "Aino" not in home(person)


def test_organisations_of_all_portals_with_role_people_and_public_page(
    record: Any, sanna: Any, other_organisation: Any
) -> None:
    other = record_of(other_organisation)
    OrganisationMembership.objects.create(user=sanna.user, organisation=other)
    page = home(sanna.user)
    for words in (
        "Hello, <bdi>Sanna</bdi>",
        "Siltasanat ry",
        "responsible person",
        "Vihreä Sohva ry",
        "writer",
        f'href="/en/desk/organisations/{other.pk}/people/"',
        f'href="http://vantaa.localhost:8000/fi/jarjestot/{other.pk}/"',
        f'href="http://espoo.localhost:8000/en/organisations/{record.pk}/"',
    ):
        assert words in page, words
    assert "/admin/" not in page
    assert "/admin/" not in page


def test_who_writes_and_translates_is_led_to_both(record: Any, sanna: Any, espoo: Any) -> None:
    page = home(also_translating(sanna.user, espoo))
    assert f'href="/en/desk/organisations/{record.pk}/people/"' in page
    assert 'href="/en/desk/translations/' in page
    assert "/admin/" not in page


def test_a_suspended_organisation_says_so_and_has_no_public_page(record: Any, sanna: Any) -> None:
    SuspendOrganisation(record).execute()
    page = home(sanna.user)
    assert "suspended" in page
    assert f"/organisations/{record.pk}/&quot;" not in page
    assert f'localhost:8000/en/organisations/{record.pk}/"' not in page


def test_people_without_a_role_read_what_to_do(espoo: Any) -> None:
    page = home(make_user("uusi@example.org"))
    assert "work for an organisation or a portal yet" in page
    assert "/admin/" not in page


def test_roles_in_portals_are_said_and_staff_have_the_admin(translator: Any, coordinator: Any, admin: Any) -> None:
    page = home(translator)
    assert "translator" in page
    assert own_name("ar") in page
    assert "Your organisations" not in page
    assert "/admin/" not in page
    assert "/en/desk/translations/" in page
    for person in (coordinator, admin):
        assert "http://kototori.localhost:8000/admin/" in home(person, "kototori")


def test_signing_out_is_a_form(record: Any, sanna: Any) -> None:
    assert '<form method="post" action="/en/sign-out/">' in home(sanna.user)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"])
def test_the_home_is_there_in_every_language(record: Any, sanna: Any, national: Any, language: str) -> None:
    ask(record, "Aino")
    national.languages = ["fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"]
    national.save()
    assert f'lang="{language}"' in home(sanna.user, "kototori", language)


def test_the_home_takes_the_same_statements_for_many_organisations(record: Any, sanna: Any, espoo: Any) -> None:
    ask(record, "Aino")
    client = at("espoo", sanna.user)

    def statements() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/en/desk/").status_code == 200
        return len(counted)

    statements()  # what a process reads once
    few = statements()
    for number in range(19):
        other = record_of(make_organisation(espoo, f"Järjestö {number}"))
        OrganisationMembership.objects.create(user=sanna.user, organisation=other, role=OrganisationRole.RESPONSIBLE)
        ask(other, f"Asker{number}")
    assert statements() == few


def test_a_closed_account_has_no_desk(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    sanna.user.is_active = False
    sanna.user.save()
    assert client.get("/en/desk/").status_code == 302
    assert not AnonymousUser().is_active
