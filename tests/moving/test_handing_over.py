"""What waits goes along when an organisation or an activity moves to another portal, whoever moves it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from editorial.mails.models import Mail
from editorial.review.models import ReviewState
from listings.actions.move_family import MoveFamily
from listings.models import ActivityPage, OrganisationPage
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, record_of, translated
from tests.review_screen.waiting_texts import screen_url
from tests.waiting_reviews.waiting_steps import sent, titles_of, waits_since

pytestmark = pytest.mark.django_db


def stored(state: ReviewState) -> ReviewState:
    found: ReviewState = ReviewState.objects.select_related("workflow_state").get(pk=state.pk)
    return found


def mails_to(person: Any) -> int:
    return Mail.objects.filter(kind="review-waiting", person=person).count()


def test_everything_that_waits_goes_to_the_new_portals_coordinators(
    vantaa: Portal, organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    version = translated(activity, "sv", live=False, title="Språkkafé")
    states = [sent(organisation, title="Nimi"), sent(activity, title="Uusi aika"), sent(version)]
    since = timezone.now() - datetime.timedelta(days=2)
    for state in states:
        waits_since(state, since)
    assert set(titles_of(coordinator)) == {"Nimi", "Uusi aika", "Språkkafé"}
    MoveFamily(OrganisationPage.objects.get(pk=organisation.pk), vantaa.directory).execute()
    assert titles_of(coordinator) == []
    assert set(titles_of(vantaa_coordinator)) == {"Nimi", "Uusi aika", "Språkkafé"}
    for state in map(stored, states):
        assert state.started_at == since
        assert state.workflow_state.workflow == vantaa.directory.get_workflow()
        assert signed_in(coordinator).get(screen_url(state)).status_code == 404
        assert signed_in(vantaa_coordinator).get(screen_url(state)).status_code == 200
    assert mails_to(vantaa_coordinator) == 3
    waits_since(states[1], timezone.now())
    stored(states[1]).approve(user=vantaa_coordinator)
    assert ActivityPage.objects.get(pk=activity.pk).title == "Uusi aika"


def test_a_move_by_plain_code_and_by_wagtails_page_hand_over_too(
    espoo: Portal,
    vantaa: Portal,
    organisation: Any,
    activity: Any,
    admin: Any,
    coordinator: Any,
    vantaa_coordinator: Any,
) -> None:
    state = sent(activity, title="Uusi aika")
    Page.objects.get(pk=organisation.pk).move(Page.objects.get(pk=vantaa.directory.pk), pos="last-child")
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == ([], ["Uusi aika"])
    assert mails_to(vantaa_coordinator) == 1
    address = f"/admin/pages/{organisation.pk}/move/{espoo.directory.pk}/confirm/"
    assert signed_in(admin).post(address).status_code == 302
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == (["Uusi aika"], [])
    assert stored(state).status == TaskState.STATUS_IN_PROGRESS


def test_a_move_that_is_taken_back_hands_over_nothing(
    vantaa: Portal, organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    sent(activity, title="Uusi aika")
    with transaction.atomic():
        MoveFamily(OrganisationPage.objects.get(pk=organisation.pk), vantaa.directory).execute()
        assert titles_of(vantaa_coordinator) == ["Uusi aika"]
        transaction.set_rollback(True)
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == (["Uusi aika"], [])
    assert mails_to(vantaa_coordinator) == 0


def test_a_returned_text_is_sent_to_the_new_portal(
    vantaa: Portal, organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any, editor: Any
) -> None:
    state = sent(activity, editor, title="Uusi aika")
    state.reject(user=coordinator, comment="Lisää paikka.")
    MoveFamily(OrganisationPage.objects.get(pk=organisation.pk), vantaa.directory).execute()
    assert mails_to(vantaa_coordinator) == 0
    assert WorkflowState.objects.get(pk=state.workflow_state_id).status == WorkflowState.STATUS_NEEDS_CHANGES
    sent(ActivityPage.objects.get(pk=activity.pk), editor, title="Korjattu aika")
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == ([], ["Korjattu aika"])


def test_answered_reviews_stay_with_those_who_answered(
    vantaa: Portal, organisation: Any, activity: Any, coordinator: Any
) -> None:
    state = sent(activity, title="Uusi aika")
    task = state.task_id
    state.approve(user=coordinator)
    MoveFamily(OrganisationPage.objects.get(pk=organisation.pk), vantaa.directory).execute()
    assert stored(state).task_id == task


def test_an_activity_that_moves_to_an_organisation_elsewhere_takes_its_review_along(
    organisation: Any, other_organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    stays = make_activity(organisation, "Jää")
    sent(activity, title="Muuttaa")
    sent(stays, title="Jää tänne")
    MoveFamily(ActivityPage.objects.get(pk=activity.pk), other_organisation).execute()
    assert (titles_of(coordinator), titles_of(vantaa_coordinator)) == (["Jää tänne"], ["Muuttaa"])
    assert record_of(organisation).home_portal.slug == "espoo"
    assert mails_to(vantaa_coordinator) == 1


def test_a_move_within_the_portal_changes_nothing(
    organisation: Any, neighbour: Any, activity: Any, coordinator: Any
) -> None:
    state = sent(activity, title="Muuttaa")
    before, mails = stored(state).task_id, Mail.objects.count()
    MoveFamily(ActivityPage.objects.get(pk=activity.pk), neighbour).execute()
    assert (stored(state).task_id, Mail.objects.count()) == (before, mails)
    assert titles_of(coordinator) == ["Muuttaa"]
