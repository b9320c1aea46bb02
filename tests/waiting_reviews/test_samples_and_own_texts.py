"""What the list says of texts that were published without a review, and of those that the reader may not approve."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.trust.models import Publication, PublicationReason, SampleState
from editorial.waiting_reviews.waiting_sources import WaitingKind
from listings.models import OrganisationMembership
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_organisation, record_of
from tests.waiting_reviews.waiting_steps import rows_of, sent, titles_of

pytestmark = pytest.mark.django_db


def drawn(page: Any, portal: Portal) -> Publication:
    row: Publication = Publication.objects.create(
        page=page,
        portal=portal,
        reason=PublicationReason.TRUSTED,
        revision=page.live_revision,
        sample=SampleState.WAITING,
    )
    return row


def test_samples_wait_with_everything_else(
    espoo: Portal, organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    row = drawn(activity, espoo)
    [shown] = rows_of(coordinator, kind=WaitingKind.PUBLISHED)
    assert (shown.title, shown.organisation, shown.kind) == (activity.title, organisation.title, WaitingKind.PUBLISHED)
    assert signed_in(coordinator).get(shown.url).status_code == 200
    assert rows_of(vantaa_coordinator) == []
    [first] = organisation.title.split()[:1]
    assert titles_of(coordinator, words=(first,)) == [activity.title]
    row.sample = SampleState.SEEN
    row.save()
    assert rows_of(coordinator) == []


def test_sample_of_an_organisations_own_text_names_it(espoo: Portal, organisation: Any, coordinator: Any) -> None:
    drawn(organisation, espoo)
    [shown] = rows_of(coordinator)
    assert shown.organisation == shown.title == organisation.title


def test_ones_own_texts_are_somebody_elses_to_approve(
    espoo: Portal, organisation: Any, activity: Any, coordinator: Any
) -> None:
    sent(activity, summary="Uusi")
    sent(make_activity(make_organisation(espoo, "Muut ry"), "Muiden kahvila"), summary="Uusi")
    OrganisationMembership.objects.create(user=coordinator, organisation=record_of(organisation))
    assert {row.title: row.is_own for row in rows_of(coordinator)} == {activity.title: True, "Muiden kahvila": False}
    assert "Joku muu hyväksyy tämän." in signed_in(coordinator).get("/admin/review/").text


def test_samples_and_own_texts_take_the_same_statements(espoo: Portal, organisation: Any, coordinator: Any) -> None:
    counts = []
    OrganisationMembership.objects.create(user=coordinator, organisation=record_of(organisation))
    for number in range(10):
        page = make_activity(organisation, f"Kahvila {number}")
        drawn(page, espoo)
        sent(page, summary="Uusi")
        if number in (0, 9):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert len(rows_of(coordinator)) == 2 * (number + 1)
            counts.append(len(queries))
    assert counts[0] == counts[1]
