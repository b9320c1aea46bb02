"""Whoever writes for an organisation doesn't approve its texts alone, unless the portal says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.review.models import ReviewState
from editorial.trust.models import PortalReviewRules
from editorial.trust.own_texts import OwnTextError, own_texts
from listings.models import OrganisationMembership
from regions.models import Portal
from tests.announcing.review_steps import make_draft, save, send, stored, waiting
from tests.listings.admin import form_of, signed_in, url
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture
def sent(organisation: Any, sanna: Any) -> Any:
    page = make_draft(organisation)
    save(page, sanna.user, summary="Lähetetty")
    send(at("espoo", sanna.user), page)
    return stored(page)


def approve(page: Any, user: Any) -> None:
    waiting(page).specific.approve(user=user)


def test_somebody_else_approves(sent: Any, coordinator: Any) -> None:
    approve(sent, coordinator)
    assert stored(sent).live


def test_coordinator_who_writes_for_the_organisation_does_not(sent: Any, record: Any, coordinator: Any) -> None:
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    with pytest.raises(OwnTextError):
        approve(sent, coordinator)
    assert (stored(sent).live, waiting(sent).status) == (False, "in_progress")


def test_national_administrators_are_no_exception(sent: Any, record: Any, admin: Any) -> None:
    OrganisationMembership.objects.create(user=admin, organisation=record)
    with pytest.raises(PermissionDenied):
        approve(sent, admin)


def test_who_wrote_or_sent_it_does_not(sent: Any, coordinator: Any, admin: Any) -> None:
    state = waiting(sent)
    state.revision.user = coordinator
    state.revision.save(update_fields=["user"])
    with pytest.raises(OwnTextError):
        approve(sent, coordinator)
    review = state.workflow_state
    review.requested_by = admin
    review.save(update_fields=["requested_by"])
    with pytest.raises(OwnTextError):
        approve(sent, admin)


def test_they_may_return_it(sent: Any, record: Any, coordinator: Any) -> None:
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    waiting(sent).specific.reject(user=coordinator, comment="Vielä kesken")
    assert stored(sent).current_workflow_state.status == "needs_changes"


def test_portal_may_allow_it(sent: Any, record: Any, coordinator: Any, espoo: Portal, vantaa: Portal) -> None:
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    PortalReviewRules.objects.create(portal=vantaa, writers_may_approve=True)
    with pytest.raises(OwnTextError):
        approve(sent, coordinator)
    PortalReviewRules.objects.create(portal=espoo, writers_may_approve=True)
    approve(sent, coordinator)
    assert stored(sent).live


def test_program_is_not_asked(sent: Any) -> None:
    approve(sent, None)
    assert stored(sent).live


def test_list_says_which_in_a_constant_number_of_statements(
    organisation: Any, other_organisation: Any, record: Any, sanna: Any, coordinator: Any
) -> None:
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    counts, found = [], []
    for number in (1, 10):
        for place in range(number):
            page = make_draft(organisation, f"Kerho {number} {place}")
            send(at("espoo", sanna.user), page)
        states = list(ReviewState.objects.select_related("workflow_state", "revision"))
        own_texts(states, coordinator)
        with CaptureQueriesContext(connection) as captured:
            found.append(len(own_texts(states, coordinator)))
        counts.append(len(captured))
    assert (found, counts[0], len(set(counts))) == ([1, 11], counts[0], 1)
    assert counts[0] <= 6


@pytest.mark.parametrize("is_lenient", [False, True])
def test_own_text_is_not_published_past_a_review_either(
    organisation: Any, record: Any, coordinator: Any, espoo: Portal, is_lenient: bool
) -> None:
    page = make_draft(organisation)
    OrganisationMembership.objects.create(user=coordinator, organisation=record)
    if is_lenient:
        PortalReviewRules.objects.create(portal=espoo, writers_may_approve=True)
    client = signed_in(coordinator)
    address = url("edit", page.pk)
    answered = client.post(address, form_of(client, address) | {"action-publish": "1"})
    assert (answered.status_code, stored(page).live) == ((302, True) if is_lenient else (409, False))
