"""Who is erased, who isn't, and what stays for somebody to look at."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from editorial.joining.actions.answer_request import AskBack
from editorial.joining.models import JoinRequest
from editorial.mails.mail_kinds import kinds
from editorial.mails.models import Mail
from editorial.people.models import Invitation
from editorial.privacy.actions.erase_person import ErasePerson
from editorial.privacy.actions.errors import PrivacyError
from editorial.privacy.heirs import deleted_person
from editorial.privacy.personal_data import places
from editorial.remarks.models import Remark
from listings.enums import OrganisationRole
from listings.models import ActivityContact, ActivityPage, OrganisationMembership
from regions.models import Portal, PortalMembership
from regions.people import DELETED_PERSON_WORDS
from tests.joining.joining_requests import make_request, waiting_request
from tests.listings.factories import make_activity, make_editor, make_organisation
from tests.privacy.traces import ADDRESS, OTHERS_SENTENCE, Traces
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maija(espoo: Portal, admin: Any) -> Any:
    person = make_editor(make_organisation(espoo), "maija@example.org")
    person.first_name, person.last_name = "Maija", "Aho"
    person.save()
    return person


def test_the_organisation_hears_that_somebody_has_gone_and_not_who(maija: Any, espoo: Portal) -> None:
    organisation = OrganisationMembership.objects.get(user=maija).organisation
    other = make_user("toinen@example.org")
    OrganisationMembership.objects.create(user=other, organisation=organisation)
    ErasePerson(maija.email).execute()
    mail = Mail.objects.get(kind="organisation-people-changed")
    assert mail.person == other
    kind = kinds.get(mail.kind)
    assert kind is not None
    content = kind.compose(mail)
    assert content is not None
    assert "Maija" not in str(content)
    ErasePerson(maija.email).execute()
    assert Mail.objects.count() == 1


def test_a_remark_outlives_its_author(traces: Traces) -> None:
    ErasePerson(ADDRESS).execute()
    said, taken = Remark.objects.order_by("pk")
    assert said.suggested_by == taken.taken_by == deleted_person()
    assert (DELETED_PERSON_WORDS in said.text, ADDRESS in str(said.said_value)) == (True, False)
    assert (taken.suggested_by, taken.suggestion) == (traces.colleague, OTHERS_SENTENCE)


def erase(address: str, *options: str) -> str:
    said = io.StringIO()
    call_command("erase_person", address, *options, stdout=said)
    return said.getvalue()


def test_the_case_of_an_address_does_not_matter(maija: Any) -> None:
    erase(" MAIJA@Example.ORG ")
    assert not get_user_model().objects.filter(pk=maija.pk).exists()


def test_an_address_that_nobody_has_is_no_error(admin: Any) -> None:
    assert erase("nobody@example.org") == "Nothing is kept about this address.\n"


def test_a_confirmed_other_address_is_the_persons(maija: Any) -> None:
    EmailAddress.objects.create(user=maija, email="toinen@example.org", verified=True)
    erase("toinen@example.org")
    assert not get_user_model().objects.filter(pk=maija.pk).exists()


def test_an_address_that_somebody_only_typed_is_not_theirs(maija: Any) -> None:
    EmailAddress.objects.create(user=maija, email="uhri@example.org", verified=False)
    erase("uhri@example.org")
    assert get_user_model().objects.filter(pk=maija.pk).exists()
    assert not EmailAddress.objects.filter(email="uhri@example.org").exists()


@pytest.fixture
def namesakes(maija: Any, espoo: Portal) -> tuple[Any, Any]:
    """Two accounts: the first had the address that the second has now, and keeps it as its user name."""
    maija.email = "maija.uusi@example.org"
    maija.save()
    return maija, make_user("toimisto-2@example.org", first_name="Olli", last_name="Oja")


def test_the_name_of_an_account_is_not_its_address(namesakes: tuple[Any, Any], espoo: Portal) -> None:
    """Erasing one of two people leaves the other, with their rows, whichever of the two it is."""
    first, second = namesakes
    get_user_model().objects.filter(pk=second.pk).update(email="maija@example.org")
    Mail.objects.create(kind="invitation", address="maija@example.org", portal=espoo, language="fi")
    erase("maija.uusi@example.org")
    assert list(get_user_model().objects.filter(pk__in=[first.pk, second.pk])) == [second]
    assert Mail.objects.exists()


def test_the_address_finds_who_has_it_now(namesakes: tuple[Any, Any]) -> None:
    first, second = namesakes
    get_user_model().objects.filter(pk=second.pk).update(email="maija@example.org")
    said = io.StringIO()
    call_command("export_person", "maija@example.org", stdout=said)
    assert [account["last_name"] for account in json.loads(said.getvalue())["accounts"]] == ["Oja"]
    erase("maija@example.org")
    assert list(get_user_model().objects.filter(pk__in=[first.pk, second.pk])) == [first]


def test_an_account_without_an_address_is_found_by_its_name(maija: Any) -> None:
    get_user_model().objects.filter(pk=maija.pk).update(email="")
    erase("maija@example.org")
    assert not get_user_model().objects.filter(pk=maija.pk).exists()


def test_somebody_without_an_account_is_erased(maija: Any, espoo: Portal) -> None:
    organisation = OrganisationMembership.objects.get().organisation
    Invitation.objects.create(
        address="Vieras@example.org", organisation=organisation, portal=espoo, role=OrganisationRole.WRITER
    )
    Mail.objects.create(kind="invitation", address="vieras@example.org", portal=espoo, language="fi")
    page = make_activity(make_organisation(espoo, "Toinen ry"), sign_up_email="vieras@example.org")
    contact = {"name": "Veera Vieras", "email": "vieras@example.org", "phone": "+358405556667"}
    page.contacts = [ActivityContact(consent_on=datetime.date(2026, 1, 1), **contact)]
    page.save_revision().publish()
    erase("vieras@example.org")
    assert (Invitation.objects.count(), Mail.objects.count(), ActivityContact.objects.count()) == (0, 0, 0)
    page = ActivityPage.objects.get(pk=page.pk)
    assert (page.sign_up_email, page.latest_revision.content["contacts"]) == ("", [])
    assert get_user_model().objects.filter(pk=maija.pk).exists()


def test_who_asked_to_join_without_an_account_goes_and_the_organisation_stays(maija: Any, espoo: Portal) -> None:
    row = waiting_request(espoo, person_name="Veera Vieras", person_email="veera@example.org")
    AskBack(row, maija, "Kuka olet, Veera?").execute(skip_permission_checks=True)
    make_request(espoo, name="Toinen ry", person_name="Veera Vieras", person_email="veera@example.org")
    erase("VEERA@example.org")
    left = JoinRequest.objects.get()
    assert (left.name, left.person_name, left.person_email) == ("Kielipolku ry", DELETED_PERSON_WORDS, "")
    assert [message.text for message in left.messages.all()] == [""]


def test_an_address_that_a_request_publishes_says_nothing_of_who_sent_it(maija: Any, espoo: Portal) -> None:
    """The organisation's address is Maija's; the request is Veera's, and stays hers."""
    row = waiting_request(espoo, email="maija@example.org", person_name="Veera Vieras", person_email="v@example.org")
    erase("maija@example.org")
    row.refresh_from_db()
    assert (row.email, row.person_name, row.person_email) == ("", "Veera Vieras", "v@example.org")


def test_an_organisations_and_a_portals_address_go(maija: Any, espoo: Portal) -> None:
    Portal.objects.filter(pk=espoo.pk).update(contact_email="maija@example.org", contact_name="Espoon kaupunki")
    organisation = make_organisation(espoo, "Muu ry")
    organisation.email = "MAIJA@example.org"
    organisation.save_revision().publish()
    erase("maija@example.org")
    espoo.refresh_from_db()
    assert (espoo.contact_email, espoo.contact_name) == ("", "Espoon kaupunki")
    organisation.refresh_from_db()
    assert organisation.email == ""


def test_names_in_texts_of_others_are_listed_and_stay(maija: Any, espoo: Portal) -> None:
    text = "<p>Vetäjänä Maija Aho, ja Maija Ahonen auttaa.</p>"
    page = make_activity(make_organisation(espoo, "Toinen ry"), "Kuoro", description=text)
    said = erase("maija@example.org", "--dry-run")
    assert "Kuoro" in said
    erase("maija@example.org")
    page.refresh_from_db()
    assert page.description == text


def test_names_in_texts_make_way_when_somebody_has_looked(maija: Any, espoo: Portal) -> None:
    text = "<p>Vetäjänä Maija Aho, ja Maija Ahonen auttaa.</p>"
    page = make_activity(make_organisation(espoo, "Toinen ry"), "Kuoro", description=text)
    erase("maija@example.org", "--in-texts")
    page.refresh_from_db()
    assert page.description == f"<p>Vetäjänä {DELETED_PERSON_WORDS}, ja Maija Ahonen auttaa.</p>"
    assert page.latest_revision.content["description"] == page.description


def test_a_dry_run_says_to_whom_things_pass_on(traces: Traces) -> None:
    said = erase(ADDRESS, "--dry-run")
    assert "Would be erased or changed:" in said
    assert "Kerttu Kollega" in said
    assert "deleted person" in said
    assert "nobody" in said
    assert get_user_model().objects.filter(pk=traces.person.pk).exists()


def test_the_last_national_administrator_is_refused(admin: Any) -> None:
    with pytest.raises(CommandError, match="last national administrator"):
        erase("admin@example.net")
    make_user("toinen@example.net", is_superuser=True)
    erase("admin@example.net")
    assert not get_user_model().objects.filter(pk=admin.pk).exists()


def test_an_inactive_administrator_is_no_other_one(admin: Any) -> None:
    make_user("toinen@example.net", is_superuser=True, is_active=False)
    with pytest.raises(PrivacyError):
        ErasePerson("admin@example.net").execute()


def test_a_national_administrator_by_membership_is_counted(national: Portal) -> None:
    person = make_user("ainoa@example.net")
    PortalMembership.objects.create(user=person, portal=national, role="national_admin")
    with pytest.raises(PrivacyError):
        ErasePerson("ainoa@example.net").execute()


def test_the_deleted_person_is_nobody_to_erase(admin: Any) -> None:
    stand_in = deleted_person()
    ErasePerson(stand_in.get_username()).execute()
    assert get_user_model().objects.filter(pk=stand_in.pk).exists()


def test_two_people_become_one_deleted_person(maija: Any, espoo: Portal) -> None:
    other = make_editor(make_organisation(espoo, "Toinen ry"), "toinen@example.org")
    pages = [
        make_activity(make_organisation(espoo, f"{name} ry"), owner=person)
        for name, person in (("A", maija), ("B", other))
    ]
    for page, person in zip(pages, (maija, other), strict=True):
        page.save_revision(user=person)
    erase("maija@example.org")
    erase("toinen@example.org")
    authors = {ActivityPage.objects.get(pk=page.pk).latest_revision.user for page in pages}
    assert authors == {deleted_person()}


def test_rows_that_nobody_decided_on_stop_it(maija: Any, espoo: Portal) -> None:
    """A table of tomorrow that would cascade: nothing is erased, and the sentence names it."""
    place = places.get("listings.organisationmembership.user")
    assert place is not None
    kept = dict(places._entries)
    del places._entries["listings.organisationmembership.user"]
    try:
        with pytest.raises(PrivacyError, match=r"listings\.OrganisationMembership"):
            ErasePerson("maija@example.org").execute()
    finally:
        places._entries = kept
    assert OrganisationMembership.objects.filter(user=maija).exists()


def test_erasing_waits_for_a_page_that_is_being_written(maija: Any, espoo: Portal) -> None:
    page = make_activity(make_organisation(espoo, "Toinen ry"), owner=maija)
    locks: list[str] = []
    with connection.execute_wrapper(_Recorder(locks)):
        ErasePerson("maija@example.org").execute()
    assert locks.index("wagtailcore_page") < locks.index("auth_user")
    assert ActivityPage.objects.filter(pk=page.pk).exists()


class _Recorder:
    """Notes which tables are locked, in order."""

    def __init__(self, locks: list[str]) -> None:
        self._locks = locks

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.rstrip().endswith("FOR UPDATE") or "FOR NO KEY UPDATE" in sql:
            self._locks.append(sql.partition('FROM "')[2].partition('"')[0])
        return execute(sql, params, many, context)
