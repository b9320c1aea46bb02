"""Taking back what waits: who may, when it is too late, and whom it mails (nobody)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState, WorkflowState

from editorial.announcing.actions.send_announcement import SendAnnouncement
from editorial.announcing.actions.take_back_announcement import TakeBackAnnouncement
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.models import AnsweredError, ReviewState
from listings.models import OrganisationMembership
from regions.models import Portal
from tests.announcing.form_data import filled
from tests.announcing.review_steps import answer, desk_url, make_draft, save, send, stored, waiting
from tests.editorial.test_edit_conflicts import at_once
from tests.listings.admin import signed_in, url
from tests.listings.factories import make_editor
from tests.people.visiting import at, new_mails
from tests.regions.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def sent(organisation: Any, sanna: Any) -> Any:
    """A draft that waits; the mails about it have not been sent yet."""
    page = make_draft(organisation)
    send(at("espoo", sanna.user), page)
    return stored(page)


def test_taken_back_by_one_click_and_one_confirmation(sent: Any, veikko: Any, coordinator: Any) -> None:
    client = at("espoo", veikko.user)
    assert desk_url(sent, "take-back/") in client.get(desk_url(sent, "check/")).text
    asked = client.get(desk_url(sent, "take-back/"))
    done = client.post(desk_url(sent, "take-back/"), filled(asked))
    assert done["Location"] == desk_url(sent)
    assert stored(sent).current_workflow_state is None
    assert new_mails() == []
    assert send(client, sent).status_code == 302
    assert [message.to for message in new_mails()] == [[coordinator.email]]


def test_taking_back_after_the_answer_is_too_late(sent: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    form = filled(client.get(desk_url(sent, "take-back/")))
    answer(sent, coordinator, "approve", "Hyvä!")
    late = client.post(desk_url(sent, "take-back/"), form)
    assert (late.status_code, "Hyvä!" in late.text, stored(sent).live) == (409, True, True)


def test_another_version_is_not_taken_back_unseen(sent: Any, sanna: Any, veikko: Any) -> None:
    client = at("espoo", sanna.user)
    form = filled(client.get(desk_url(sent, "take-back/")))
    save(sent, veikko.user, title="Uudempi")
    send(at("espoo", veikko.user), sent)
    assert client.post(desk_url(sent, "take-back/"), form).status_code == 409
    for forged in ({}, {"review": "x"}, {"review": "9" * 40}, {"review": str(waiting(sent).pk + 1)}):
        assert client.post(desk_url(sent, "take-back/"), forged).status_code == 409
    assert waiting(sent) is not None


def test_only_people_of_the_organisation_and_coordinators_take_back(
    sent: Any, sanna: Any, coordinator: Any, neighbours_editor: Any, vantaa_coordinator: Any
) -> None:
    state = waiting(sent).pk
    OrganisationMembership.objects.filter(pk=sanna.pk).delete()
    assert waiting(sent).workflow_state.requested_by == sanna.user
    address = desk_url(sent, "take-back/")
    for person in (sanna.user, neighbours_editor):
        assert at("espoo", person).post(address, {"review": state}).status_code == 404
    for person in (sanna.user, neighbours_editor, vantaa_coordinator):
        with pytest.raises(PermissionDenied):
            TakeBackAnnouncement(sent, person, state).execute()
    admin = signed_in(sanna.user).post(url("edit", sent.pk), {"action-cancel-workflow": "1"})
    assert admin.status_code != 200
    assert waiting(sent) is not None
    TakeBackAnnouncement(sent, coordinator, state).execute()
    assert waiting(sent) is None


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_of_taking_back_and_approving_at_once_one_wins(espoo: Portal, organisation: Any) -> None:
    writer, reviewer = make_editor(organisation), make_member(espoo)
    for _ in range(3):
        page = make_draft(organisation)
        SendAnnouncement(stored(page), writer, PageVersion.current(stored(page))).execute()
        state = ReviewState.objects.get(pk=waiting(page).pk)
        results = at_once(TakeBackAnnouncement(page, writer, state.pk).execute, partial(state.approve, user=reviewer))
        refused = [isinstance(result, AnsweredError) for result in results]
        assert sum(refused) == 1, results
        assert stored(page).live is refused[0]
        assert WorkflowState.objects.get(pk=state.workflow_state_id).status == (
            "approved" if refused[0] else "cancelled"
        )


@pytest.mark.django_db(transaction=True)
def test_sent_at_once_is_one_review(organisation: Any) -> None:
    writer = make_editor(organisation)
    page = stored(make_draft(organisation))
    seen = PageVersion.current(page)
    results = at_once(*[lambda: SendAnnouncement(stored(page), writer, seen).execute()] * 4)
    assert len({result.review.pk for result in results}) == 1, results
    assert TaskState.objects.for_instance(page).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_newer_version_and_an_approval_at_once_nothing_unread_is_public(espoo: Portal, organisation: Any) -> None:
    writer, reviewer = make_editor(organisation), make_member(espoo)
    page = make_draft(organisation)
    SendAnnouncement(stored(page), writer, PageVersion.current(stored(page))).execute()
    state = ReviewState.objects.get(pk=waiting(page).pk)
    newer = save(page, writer, title="Lukematon")
    seen = PageVersion.current(newer)
    at_once(
        lambda: SendAnnouncement(newer, writer, seen).execute(),
        lambda: state.approve(user=reviewer),
    )
    assert not stored(page).live or stored(page).title == "Kielikahvila"
    assert waiting(page) is not None
