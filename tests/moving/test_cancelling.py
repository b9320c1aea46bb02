"""Who isn't there any more neither cancels nor changes what waits: removed, suspended, their last day over."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from editorial.desk_texts.actions.send_text import SendText, TakeBackText
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.models import ReviewState
from listings.actions.suspend_organisation import SuspendOrganisation
from listings.models import ActivityPage, OrganisationMembership
from regions.models import Portal, PortalMembership
from tests.listings.admin import signed_in, url
from tests.listings.factories import record_of
from tests.people.visiting import at
from tests.review_screen.waiting_texts import answer, screen_url
from tests.waiting_reviews.waiting_steps import sent

pytestmark = pytest.mark.django_db


def again(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def waits(state: ReviewState) -> bool:
    return bool(ReviewState.objects.get(pk=state.pk).status == ReviewState.STATUS_IN_PROGRESS)


def may_cancel(state: ReviewState, user: Any) -> bool:
    return bool(ReviewState.objects.get(pk=state.pk).workflow_state.user_can_cancel(again(user)))


def remove(user: Any) -> None:
    OrganisationMembership.objects.filter(user=user).delete()


def suspend(organisation: Any, coordinator: Any) -> None:
    SuspendOrganisation(record_of(organisation), coordinator).execute()


@pytest.fixture
def waiting(national: Portal, activity: Any, coordinating_editor: Any) -> ReviewState:
    """A text that an editor has sent who also comes in to the admin, as a coordinator of another portal."""
    ActivityPage.objects.filter(pk=activity.pk).update(owner=coordinating_editor)
    return sent(ActivityPage.objects.get(pk=activity.pk), coordinating_editor, title="Uusi aika")


def cancel_in_admin(user: Any, page: Any) -> int:
    data = {"title": "Peruttu", "action-cancel-workflow": "1"}
    return int(signed_in(again(user)).post(url("edit", page.pk), data).status_code)


def answer_returning(user: Any, state: ReviewState) -> int:
    sent = {"answer": "return", "comment": "Ei näin."}
    return int(signed_in(again(user)).post(screen_url(state), sent).status_code)


def test_its_writer_may_cancel_while_they_write_for_the_organisation(
    waiting: ReviewState, coordinating_editor: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    assert may_cancel(waiting, coordinating_editor)
    for person in (coordinator, vantaa_coordinator):  # whoever answers it approves or returns it on its screen
        assert not may_cancel(waiting, person)


@pytest.mark.parametrize("how", ["removed", "suspended", "inactive"])
def test_who_isnt_there_any_more_cancels_nothing(
    how: str, waiting: ReviewState, organisation: Any, activity: Any, coordinating_editor: Any, coordinator: Any
) -> None:
    if how == "removed":
        remove(coordinating_editor)
    elif how == "suspended":
        suspend(organisation, coordinator)
    else:
        type(coordinating_editor).objects.filter(pk=coordinating_editor.pk).update(is_active=False)
    assert not may_cancel(waiting, coordinating_editor)
    assert cancel_in_admin(coordinating_editor, activity) in (302, 403, 404)
    page, user = ActivityPage.objects.get(pk=activity.pk), again(coordinating_editor)
    version = PageVersion.current(page)
    for action in (TakeBackText(page, user, version), SendText(page, user, version)):
        with pytest.raises(PermissionDenied):
            action.execute()
    client = at("espoo", user)
    path = f"/fi/desk/activities/{activity.translation_key}/take-back/"
    assert client.post(path, version.fields).status_code in (302, 403, 404)
    assert waits(waiting)
    assert ActivityPage.objects.get(pk=activity.pk).latest_revision_id == waiting.revision_id


def test_a_coordinator_whose_last_day_is_over_cancels_nothing(
    waiting: ReviewState, activity: Any, coordinator: Any, espoo: Portal
) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert signed_in(coordinator).get(screen_url(waiting)).status_code == 200
    PortalMembership.objects.filter(user=coordinator).update(ends_on=yesterday)
    assert cancel_in_admin(coordinator, activity) in (302, 403)
    assert signed_in(again(coordinator)).get(screen_url(waiting)).status_code in (403, 404)
    assert answer_returning(coordinator, waiting) in (403, 404)
    assert waits(waiting)
    assert not may_cancel(waiting, coordinator)


def test_coordinators_still_answer_for_a_suspended_organisation(
    waiting: ReviewState, organisation: Any, coordinator: Any
) -> None:
    suspend(organisation, coordinator)
    assert answer(waiting, coordinator, "return", "Odotetaan.").status_code == 302
    assert not waits(waiting)
    assert ActivityPage.objects.get(pk=waiting.workflow_state.object_id).permissions_for_user(coordinator).can_edit()
