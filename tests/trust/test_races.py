"""Sends, withdrawals and answers at once: one after the other, and nobody publishes with a trust that is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from editorial.announcing.actions.send_announcement import NothingToSendError, SendAnnouncement
from editorial.edit_conflicts.page_lock import under_lock
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.models import AnsweredError
from editorial.trust.actions.errors import OtherVersionError, TrustError
from editorial.trust.actions.grant_trust import GrantTrust
from editorial.trust.actions.look_at_sample import LookAtSample
from editorial.trust.actions.send_page import SendPage
from editorial.trust.actions.take_back_version import TakeBackVersion
from editorial.trust.models import OrganisationTrust, PortalReviewRules, Publication, SampleState
from editorial.trust.sending_ways import SendingWay
from regions.models import Portal
from tests.announcing.review_steps import save, stored, waiting
from tests.editorial.test_edit_conflicts import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals")]

Trust = Callable[[str], OrganisationTrust]


def sending(page: Any, user: Any) -> Callable[[], Any]:
    read, seen = stored(page), PageVersion.current(stored(page))
    return lambda: SendAnnouncement(read, user, seen).execute()


def test_two_sends_at_once_are_one_publication(activity: Any, sanna: Any, veikko: Any, trust: Trust) -> None:
    trust("everything")
    for number in range(5):
        save(activity, sanna.user, summary=f"Versio {number}")
        results = at_once(sending(activity, sanna.user), sending(activity, veikko.user))
        ways = sorted(type(one).__name__ for one in results)
        assert ways == ["NothingToSendError", "Sent"], results
        assert isinstance(next(one for one in results if isinstance(one, Exception)), NothingToSendError)
        assert (Publication.objects.count(), stored(activity).summary) == (number + 1, f"Versio {number}")


def test_trust_that_is_withdrawn_publishes_nothing_any_more(
    activity: Any, record: Any, sanna: Any, coordinator: Any, trust: Trust
) -> None:
    for number in range(6):
        trust("everything")
        save(activity, sanna.user, summary=f"Versio {number}")
        sent, _granted = at_once(
            sending(activity, sanna.user), lambda: GrantTrust(record, "review", coordinator).execute()
        )
        assert not isinstance(sent, Exception), sent
        assert (stored(activity).summary == f"Versio {number}") == (sent.way == SendingWay.DIRECT)
        if sent.way == SendingWay.REVIEW:
            waiting(activity).workflow_state.cancel()


def test_withdrawal_waits_for_a_publication_that_has_begun(
    activity: Any, record: Any, sanna: Any, coordinator: Any, trust: Trust
) -> None:
    """The trust is locked with the page: a withdrawal that has been answered is never followed by a publication."""
    trust("everything")
    save(activity, sanna.user, summary="Uusi")
    order: list[str] = []

    def send() -> None:
        with under_lock(activity.pk, PageVersion.current(stored(activity))) as row:
            page = stored(activity).get_latest_revision_as_object()
            order.append(SendPage(page, row, sanna.user).execute().way)
            at_once(withdraw_without_waiting)

    def withdraw_without_waiting() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
            try:
                GrantTrust(record, "review", coordinator).execute()
            except Exception as error:
                order.append(type(error).__name__)
                raise

    send()
    assert order == [SendingWay.DIRECT, "OperationalError"]
    assert OrganisationTrust.objects.get().level == "everything"


def test_of_taking_back_and_letting_stay_one_wins(
    activity: Any, sanna: Any, coordinator: Any, trust: Trust, espoo: Portal
) -> None:
    PortalReviewRules.objects.create(portal=espoo, sample_percent=100)
    trust("everything")
    save(activity, sanna.user, summary="Uusi")
    sending(activity, sanna.user)()
    row, seen = Publication.objects.get(), stored(activity).live_revision_id
    results = at_once(
        lambda: TakeBackVersion(stored(activity), coordinator, seen, "Ei").execute(),
        lambda: LookAtSample(row, coordinator, seen).execute(),
        lambda: TakeBackVersion(stored(activity), coordinator, seen, "Ei").execute(),
    )
    refused = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, TrustError) for one in refused), results
    assert len(refused) in (1, 2)
    assert any(isinstance(one, OtherVersionError) for one in refused)
    row.refresh_from_db()
    assert row.sample in (SampleState.TAKEN_BACK, SampleState.SEEN)
    assert stored(activity).summary == ""


def test_approving_and_publishing_at_once(activity: Any, sanna: Any, coordinator: Any, trust: Trust) -> None:
    for number in range(4):
        OrganisationTrust.objects.all().delete()
        save(activity, sanna.user, summary=f"Odottaa {number}")
        sending(activity, sanna.user)()
        state = waiting(activity).specific
        trust("everything")
        save(activity, sanna.user, summary=f"Uusi {number}")
        results = at_once(sending(activity, sanna.user), lambda: state.approve(user=coordinator))  # noqa: B023
        assert [one for one in results if isinstance(one, Exception) and not isinstance(one, AnsweredError)] == []
        assert (stored(activity).summary, stored(activity).current_workflow_state) == (f"Uusi {number}", None)
