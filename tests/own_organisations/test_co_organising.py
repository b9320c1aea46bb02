"""Organisations that others name as co-organisers: told once, and named only as long as they want."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.co_organising.co_organiser_mails import NAMED
from editorial.mails.models import Mail
from editorial.mails.preferences import set_wanted
from listings.actions.copy_activity import CopyActivity
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.actions.take_off_co_organiser import (
    CoOrganiserError,
    CoOrganiserPermissionError,
    NameCoOrganiserAgain,
    TakeOffCoOrganiser,
)
from listings.models import ActivityPage, CoOrganising, Listing
from search.documents.drafts import build_listing_draft
from search.indexer import drain_outbox
from search.models import ListingDocument
from tests.listings.admin import signed_in, url
from tests.listings.factories import make_activity, record_of
from tests.people.visiting import at, new_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def naming(neighbour: Any, record: Any) -> Any:
    """A public activity of another organisation that names ours."""
    return make_activity(neighbour, "Yhteinen ilta", co_organisers=[record])


@pytest.fixture
def listing(naming: Any) -> Listing:
    found: Listing = Listing.objects.with_portal().get(pk=naming.translation_key)
    return found


def names(page: Any) -> list[str]:
    """Whom visitors read as co-organisers."""
    drain_outbox()
    document = ListingDocument.objects.get(pk=page.translation_key)
    return [one["names"]["fi"] for one in document.facts["co_organisers"]]


def publish(page: Any, by: Any) -> None:
    """Approve a draft that a person has written."""
    ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object().save_revision(user=by).publish()


def address(record: Any, page: Any = None) -> str:
    return f"/en/desk/organisations/{record.pk}/named/" + (f"{page.translation_key}/" if page else "")


def test_everybody_of_a_named_organisation_is_told_once(
    naming: Any, record: Any, sanna: Any, veikko: Any, neighbours_editor: Any
) -> None:
    assert new_mails() == []  # what a program loads tells nobody
    publish(naming, neighbours_editor)
    mails = new_mails()
    assert {mail.to[0] for mail in mails} == {"sanna@example.org", "veikko@example.org"}
    for words in ("Yhteinen ilta", "Naapuripöytä ry", "Siltasanat ry", f"/named/{naming.translation_key}/"):
        assert words in mails[0].body
    assert "List-Unsubscribe" in mails[0].extra_headers
    publish(naming, neighbours_editor)
    assert new_mails() == []


def test_a_draft_tells_nobody(neighbour: Any, record: Any, sanna: Any, neighbours_editor: Any) -> None:
    page = make_activity(neighbour, live=False)
    page.co_organisers = [record]
    page.save_revision(user=neighbours_editor)
    assert new_mails() == []


def test_who_doesnt_want_these_mails_gets_none(naming: Any, sanna: Any, neighbours_editor: Any) -> None:
    set_wanted(sanna.user, NAMED, False)
    publish(naming, neighbours_editor)
    assert new_mails() == []


def test_a_mail_about_what_is_no_longer_so_isnt_sent(
    naming: Any, listing: Listing, record: Any, sanna: Any, neighbours_editor: Any
) -> None:
    publish(naming, neighbours_editor)
    TakeOffCoOrganiser(listing, record, sanna.user).execute()
    assert new_mails() == []
    assert Mail.objects.get(kind=NAMED).status == "gone"


def test_taking_off_holds_at_once_and_whatever_old_draft_is_approved_later(
    naming: Any, record: Any, sanna: Any, neighbours_editor: Any
) -> None:
    assert names(naming) == ["Siltasanat ry"]
    client = at("espoo", sanna.user)
    assert client.post(address(record, naming), {"answer": "take-off"}).status_code == 302
    assert names(naming) == []
    naming.refresh_from_db()
    naming.title = "Uusi nimi"
    naming.save_revision(user=neighbours_editor).publish()
    assert names(naming) == []
    draft = ActivityPage.objects.get(pk=naming.pk).get_latest_revision_as_object()
    assert list(draft.co_organisers.all()) == [record]
    assert build_listing_draft(draft).columns["facts"]["co_organisers"] == []
    assert "Siltasanat" not in at("espoo").get(f"/fi/toiminta/{naming.translation_key}/").text
    assert at("espoo").get(f"/api/v1/activities/{naming.translation_key}").json()["co_organisers"] == []


def test_it_is_taken_back_by_the_organisation_itself(naming: Any, record: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    client.post(address(record, naming), {"answer": "take-off"})
    assert "is not named" in client.get(address(record, naming)).text
    assert client.post(address(record, naming), {"answer": "name-again"}).status_code == 302
    assert names(naming) == ["Siltasanat ry"]
    assert client.post(address(record, naming), {"answer": "name-again"}).status_code == 302


def test_coordinators_of_either_portal_may_and_theirs_is_theirs_to_take_back(
    other_organisation: Any, record: Any, sanna: Any, coordinator: Any, vantaa_coordinator: Any, vantaa_editor: Any
) -> None:
    page = make_activity(other_organisation, "Toinen ilta", co_organisers=[record])
    listing = Listing.objects.with_portal().get(pk=page.translation_key)
    for person in (coordinator, vantaa_coordinator):
        TakeOffCoOrganiser(listing, record, person).execute()
        with pytest.raises(CoOrganiserError):
            NameCoOrganiserAgain(listing, record, sanna.user).execute()
        NameCoOrganiserAgain(listing, record, person).execute()
    with pytest.raises(CoOrganiserPermissionError):
        TakeOffCoOrganiser(listing, record, vantaa_editor).execute()


def test_only_an_organisation_that_is_named_is_taken_off(
    naming: Any, listing: Listing, record: Any, neighbour: Any, sanna: Any, neighbours_editor: Any
) -> None:
    TakeOffCoOrganiser(listing, record, sanna.user).execute()
    with pytest.raises(CoOrganiserError):
        TakeOffCoOrganiser(listing, record, sanna.user).execute()
    with pytest.raises(CoOrganiserError):
        TakeOffCoOrganiser(listing, record_of(neighbour), neighbours_editor).execute()
    assert CoOrganising.objects.count() == 1


def test_a_copy_doesnt_name_who_has_taken_itself_off(
    naming: Any, listing: Listing, record: Any, sanna: Any, neighbours_editor: Any
) -> None:
    TakeOffCoOrganiser(listing, record, sanna.user).execute()
    copy = CopyActivity(ActivityPage.objects.get(pk=naming.pk), neighbours_editor).execute()
    assert list(copy.get_latest_revision_as_object().co_organisers.all()) == []


def test_the_home_and_the_list_show_who_names_us_with_one_statement(
    naming: Any, neighbour: Any, record: Any, sanna: Any
) -> None:
    client, counts = at("espoo", sanna.user), []
    for more in (0, 12):
        for number in range(more):
            make_activity(neighbour, f"Ilta {number}", co_organisers=[record])
        with CaptureQueriesContext(connection) as queries:
            home = client.get("/en/desk/").text
        counts.append(len(queries))
        assert "Others name you" in home
    assert counts[0] == counts[1]
    assert "All activities that name you" in home
    page = client.get(address(record)).text
    assert page.count("Naapuripöytä ry") >= 13
    TakeOffCoOrganiser(Listing.objects.with_portal().get(pk=naming.translation_key), record).execute()
    assert "Yhteinen ilta" not in client.get("/en/desk/").text
    assert "Doesn't name you" in client.get(address(record)).text.replace("&#x27;", "'")


def test_own_activities_drafts_and_suspended_organisers_arent_listed(
    organisation: Any, neighbour: Any, record: Any, sanna: Any
) -> None:
    make_activity(organisation, "Oma", co_organisers=[record])
    draft = make_activity(neighbour, "Luonnos", live=False, co_organisers=[record])
    draft.save_revision()
    make_activity(neighbour, "Hyllyllä", co_organisers=[record])
    SuspendOrganisation(record_of(neighbour)).execute()
    page = at("espoo", sanna.user).get(address(record)).text
    assert "No activity names you now" in page


def test_coordinators_see_in_the_admin_who_is_named_and_change_it(
    naming: Any, listing: Listing, record: Any, coordinator: Any, neighbours_editor: Any
) -> None:
    edit = url("edit", naming.pk)
    link = f"/organisations/{record.pk}/named/{naming.translation_key}/"
    page = signed_in(coordinator).get(edit).text
    assert link in page
    TakeOffCoOrganiser(listing, record, coordinator).execute()
    assert "help-block help-warning" in signed_in(coordinator).get(edit).text
    assert at("kototori", coordinator).get(address(record, naming)).status_code == 200
