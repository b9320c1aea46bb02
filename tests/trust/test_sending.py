"""What a trusted organisation sends is visible at once, or waits: exactly that version, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState

from editorial.announcing.actions.send_announcement import SendAnnouncement
from editorial.desk_texts.actions.send_text import SendText
from editorial.edit_conflicts.page_version import PageVersion
from editorial.trust.models import OrganisationTrust, Publication, PublicationReason
from editorial.trust.sending_ways import SendingWay, sending_way
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import ActivityContact, ActivityPage, ActivitySlot, OrganisationMembership, OrganisationPage, Venue
from regions.models import Municipality, Portal
from tests.announcing.review_steps import answer, make_draft, save, send, stored, waiting
from tests.listings.factories import translated
from tests.people.visiting import at, new_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

Trust = Callable[[str], OrganisationTrust]


def later() -> list[ActivitySlot]:
    return [ActivitySlot(weekdays=[3], start=time(18), end=time(19, 45))]


def sent(page: Any, user: Any) -> SendingWay:
    """Send the page's latest version."""
    return SendAnnouncement(stored(page), user, PageVersion.current(stored(page))).execute().way


def starts(page: Any) -> list[Any]:
    return [slot.start for slot in stored(page).slots.all()]


# Everything


def test_without_trust_everything_waits(activity: Any, sanna: Any) -> None:
    save(activity, sanna.user, slots=later())
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert (starts(activity), waiting(activity).status) == ([time(17)], TaskState.STATUS_IN_PROGRESS)
    assert not Publication.objects.exists()


def test_everything_is_public_at_once_and_it_is_kept_why(
    organisation: Any, sanna: Any, trust: Trust, coordinator: Any, espoo: Portal
) -> None:
    trust("everything")
    draft = make_draft(organisation)
    new_mails()
    shown = at("espoo", sanna.user).get(f"/fi/desk/activities/{draft.translation_key}/check/").text
    assert "Julkaise nyt" in shown
    assert "koordinaattorit" not in shown.split('class="form bar"')[1]
    revision = stored(draft).latest_revision_id
    client = at("espoo", sanna.user)
    assert send(client, draft).status_code == 302
    assert "Näkyy nyt" in client.get("/fi/desk/").text
    page = stored(draft)
    assert (page.live, page.live_revision_id, page.current_workflow_state) == (True, revision, None)
    row = Publication.objects.get()
    assert (row.page_id, row.revision_id, row.portal, row.reason) == (page.pk, revision, espoo, "trusted")
    assert row.published_by == sanna.user
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", user=sanna.user).count() == 1
    assert new_mails() == []


def test_sent_twice_is_one_publication(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    save(activity, sanna.user, summary="Toinen")
    seen = PageVersion.current(stored(activity))
    assert SendAnnouncement(stored(activity), sanna.user, seen).execute().way == SendingWay.DIRECT
    again = at("espoo", sanna.user).post(f"/fi/desk/activities/{activity.translation_key}/check/", seen._asdict())
    assert again.status_code in (302, 409)
    assert Publication.objects.count() == 1


def test_what_waited_is_not_reviewed_any_more(activity: Any, sanna: Any, trust: Trust) -> None:
    save(activity, sanna.user, summary="Odottaa")
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    trust("everything")
    save(activity, sanna.user, summary="Uudempi")
    assert sent(activity, sanna.user) == SendingWay.DIRECT
    assert (stored(activity).summary, stored(activity).current_workflow_state) == ("Uudempi", None)


def test_returned_text_goes_back_to_whoever_returned_it(
    activity: Any, sanna: Any, coordinator: Any, trust: Trust
) -> None:
    save(activity, sanna.user, summary="Odottaa")
    sent(activity, sanna.user)
    answer(activity, coordinator, "reject", "Ei näin")
    trust("everything")
    save(activity, sanna.user, summary="Uudempi")
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert waiting(activity) is not None


def test_second_languages_go_along(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    version = translated(activity, "sv", live=False, title="Språkkafé", description="<p>Vi pratar.</p>")
    version.save_revision(user=sanna.user)
    draft = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    draft.summary = "Toinen"
    draft.save_revision(user=sanna.user)
    page = ActivityPage.objects.get(pk=activity.pk)
    assert SendAnnouncement(page, sanna.user, PageVersion.current(page)).execute().way == SendingWay.DIRECT
    assert ActivityPage.objects.get(pk=version.pk).live


def test_organisations_own_page_is_published_by_its_people(organisation: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    draft = organisation.get_latest_revision_as_object()
    draft.description = "<p>Uusi</p>"
    draft.save_revision(user=sanna.user)
    page = OrganisationPage.objects.get(pk=organisation.pk)
    result = SendText(page, sanna.user, PageVersion.current(page)).execute()
    assert result.way == SendingWay.DIRECT
    assert OrganisationPage.objects.get(pk=organisation.pk).description == "<p>Uusi</p>"


# Facts


def test_facts_alone_are_public_at_once(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("facts")
    save(activity, sanna.user, slots=later())
    assert sent(activity, sanna.user) == SendingWay.DIRECT
    assert (starts(activity), stored(activity).has_unpublished_changes) == ([time(18)], False)


def test_facts_with_words_wait(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("facts")
    save(activity, sanna.user, slots=later(), summary="Toinen")
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert starts(activity) == [time(17)]
    assert sent(activity, sanna.user) == SendingWay.REVIEW  # the same again draws no facts out of it
    assert starts(activity) == [time(17)]


def test_first_publication_waits(organisation: Any, sanna: Any, trust: Trust) -> None:
    trust("facts")
    draft = make_draft(organisation)
    assert sent(draft, sanna.user) == SendingWay.REVIEW
    assert not stored(draft).live


def test_facts_go_into_the_public_text_and_into_the_one_that_waits(
    activity: Any, sanna: Any, coordinator: Any, trust: Trust
) -> None:
    trust("facts")
    save(activity, sanna.user, summary="Odottaa")
    sent(activity, sanna.user)
    first = waiting(activity)
    save(activity, sanna.user, slots=later(), contacts=[ActivityContact(phone="050 999 9999")])
    latest = PageVersion.current(stored(activity))
    shown = at("espoo", sanna.user).get(f"/fi/desk/activities/{activity.translation_key}/check/").text
    assert "Uudet ajat, paikka ja yhteystiedot näkyvät" in shown
    assert sent(activity, sanna.user) == SendingWay.FACTS

    page = stored(activity)
    assert (page.live, page.summary, starts(page)) == (True, "", [time(18)])
    assert [contact.phone for contact in page.contacts.all()] == ["050 999 9999"]
    assert PageVersion.current(page) == latest
    assert (page.has_unpublished_changes, page.latest_revision.is_latest_revision()) == (True, True)
    second = waiting(activity)
    assert (second.pk != first.pk, second.started_at) == (True, first.started_at)
    assert second.revision.content["summary"] == "Odottaa"
    assert second.revision.content["slots"][0]["start"] == "18:00:00"
    assert Publication.objects.get().reason == PublicationReason.FACTS

    assert sent(activity, sanna.user) == SendingWay.REVIEW  # twice is one
    assert (Publication.objects.count(), waiting(activity).pk) == (1, second.pk)
    answer(activity, coordinator, "approve")
    assert (stored(activity).summary, starts(activity)) == ("Odottaa", [time(18)])


def test_new_words_beside_new_facts_keep_all_of_it_waiting(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("facts")
    save(activity, sanna.user, summary="Odottaa")
    sent(activity, sanna.user)
    save(activity, sanna.user, slots=later(), description="<p>Muuta</p>")
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert starts(activity) == [time(17)]


@pytest.mark.parametrize("frame", [{"mode": "online", "online_url": "https://example.org/x"}, {"address_hidden": True}])
def test_facts_of_another_frame_wait(activity: Any, sanna: Any, trust: Trust, frame: dict[str, Any]) -> None:
    trust("facts")
    save(activity, sanna.user, **frame)
    sent(activity, sanna.user)
    save(activity, sanna.user, slots=later())
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert starts(activity) == [time(17)]


def test_facts_that_break_a_rule_beside_the_public_words_wait(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("facts")
    save(activity, sanna.user, summary="Odottaa", age_from=20, age_to=30)
    sent(activity, sanna.user)
    ActivityPage.objects.filter(pk=activity.pk).update(age_from=30, age_to=20)
    save(activity, sanna.user, slots=later())
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert not Publication.objects.exists()


def test_translations_have_no_facts(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("facts")
    version = translated(activity, "sv", title="Språkkafé")
    draft = version.get_latest_revision_as_object()
    draft.district = "Hagalund"
    draft.save_revision(user=sanna.user)
    page = ActivityPage.objects.get(pk=version.pk)
    assert sending_way(page.get_latest_revision_as_object(), sanna.user) == SendingWay.REVIEW


# What keeps everybody from publishing at once


def test_trust_ends_when_the_organisation_moves(activity: Any, sanna: Any, trust: Trust, vantaa: Portal) -> None:
    row = trust("everything")
    OrganisationTrust.objects.filter(pk=row.pk).update(portal=vantaa)
    save(activity, sanna.user, summary="Toinen")
    assert sent(activity, sanna.user) == SendingWay.REVIEW


def test_not_while_it_is_suspended(activity: Any, record: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    save(activity, sanna.user, summary="Toinen")
    SuspendOrganisation(record).execute()
    assert sent(activity, sanna.user) == SendingWay.REVIEW


def test_not_by_somebody_who_is_not_one_of_its_people(
    activity: Any, sanna: Any, coordinator: Any, admin: Any, translator: Any, trust: Trust
) -> None:
    trust("everything")
    save(activity, sanna.user, summary="Toinen")
    draft = stored(activity).get_latest_revision_as_object()
    assert [sending_way(draft, person) for person in (coordinator, admin, translator)] == [SendingWay.REVIEW] * 3
    assert sending_way(draft, sanna.user) == SendingWay.DIRECT
    OrganisationMembership.objects.filter(pk=sanna.pk).delete()
    assert sending_way(draft, sanna.user) == SendingWay.REVIEW


def test_not_at_a_proposed_venue(activity: Any, record: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    place = Venue.objects.create(name="Pihatalo", municipality=Municipality.objects.get(pk="049"), proposed_by=record)
    save(activity, sanna.user, venue=place)
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    Venue.objects.filter(pk=place.pk).update(proposed_by=None)
    save(activity, sanna.user, floor="2")
    assert sent(activity, sanna.user) == SendingWay.DIRECT


def test_not_with_faults(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    save(activity, sanna.user, municipality=None, description="")
    client = at("espoo", sanna.user)
    assert send(client, activity).status_code == 422
    assert not Publication.objects.exists()


def test_not_what_somebody_has_taken_off(activity: Any, sanna: Any, coordinator: Any, trust: Trust) -> None:
    trust("everything")
    stored(activity).unpublish(user=coordinator)
    save(activity, sanna.user, summary="Toinen")
    assert sent(activity, sanna.user) == SendingWay.REVIEW
    assert not stored(activity).live


def test_not_at_a_time_to_come(activity: Any, sanna: Any, trust: Trust) -> None:
    trust("everything")
    save(activity, sanna.user, go_live_at=timezone.now() + timedelta(days=3))
    draft = stored(activity).get_latest_revision_as_object()
    assert sending_way(draft, sanna.user) == SendingWay.REVIEW


def test_only_the_version_that_was_checked(activity: Any, sanna: Any, veikko: Any, trust: Trust) -> None:
    trust("everything")
    save(activity, sanna.user, summary="Tarkistettu")
    checked = stored(activity).latest_revision_id
    form = PageVersion.current(stored(activity)).fields
    save(activity, veikko.user, summary="Toisen")
    client = at("espoo", sanna.user)
    assert client.post(f"/fi/desk/activities/{activity.translation_key}/check/", form).status_code == 409
    assert (stored(activity).summary, Revision.objects.filter(pk=checked).exists()) == ("", True)


def test_new_language_is_published_only_where_everything_is(activity: Any, sanna: Any, trust: Trust) -> None:
    address = f"/fi/desk/activities/{activity.translation_key}/languages/sv/"
    for level, is_published in (("review", False), ("facts", False), ("everything", True)):
        trust(level)
        shown = at("espoo", sanna.user).get(address).text
        assert ("Tallenna ja julkaise" in shown) is is_published


def test_checking_costs_one_statement_more_without_trust(activity: Any, sanna: Any, trust: Trust) -> None:
    save(activity, sanna.user, summary="Toinen")
    draft = stored(activity).get_latest_revision_as_object()
    draft.is_source  # noqa: B018  (asked by the page before)
    with CaptureQueriesContext(connection) as captured:
        assert sending_way(draft, sanna.user) == SendingWay.REVIEW
    assert len(captured) == 1
    counts = []
    for level in ("facts", "everything"):
        trust(level)
        for number in (1, 10):
            rows = [ActivityContact(phone=f"050 123 45{place:02}") for place in range(number)]
            save(activity, sanna.user, contacts=rows)
            draft = stored(activity).get_latest_revision_as_object()
            with CaptureQueriesContext(connection) as captured:
                sending_way(draft, sanna.user)
            counts.append(len(captured))
    assert (counts[0], counts[2]) == (counts[1], counts[3])
