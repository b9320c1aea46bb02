"""What time alone does to a document, told beforehand, is what ``visible`` says at each moment."""

from __future__ import annotations

import datetime
from itertools import product

from django.utils import timezone

from regions.models import Portal
from search.models import ListingDocument
from search.visibility import Span, end_of_day, showing_of
from tests.search.documents import NOW, make_document
from tests.search.spans import spans as spans_of

DAY = datetime.timedelta(days=1)
TODAY = NOW.date()
#: Moments before, at and after every change of the documents below.
MOMENTS = [
    timezone.make_aware(datetime.datetime.combine(TODAY + days * DAY, time))
    for days in range(-2, 6)
    for time in (datetime.time(), datetime.time(12), datetime.time(23, 59, 59, 999999))
]


def spans_of_espoo(espoo: Portal) -> list[list[Span]]:
    """All the time, for a time, from a day on, in between, and twice."""
    first, second, third = (end_of_day(TODAY + days * DAY) for days in (-1, 1, 3))
    never = third + 99 * DAY
    return [
        [Span(espoo.pk, begins, until) for begins, until in times]
        for times in (
            *([], [(None, never)], [(None, first)], [(None, second)], [(first, never)], [(second, never)]),
            *([(first, second)], [(None, first), (second, third)], [(first, second), (third, never)]),
        )
    ]


def test_the_showing_of_a_document_is_what_visible_says_at_every_moment(national: Portal, espoo: Portal) -> None:
    noon = timezone.make_aware(datetime.datetime.combine(TODAY + 3 * DAY, datetime.time(12)))
    for spans, until, over_at in product(spans_of_espoo(espoo), (-1, 1, 4), (None, noon)):
        elsewhere = Span(national.pk, None, noon + 99 * DAY)
        make_document(espoo, spans=[*spans, elsewhere], public_until=TODAY + until * DAY, over_at=over_at)
    documents = list(ListingDocument.objects.all())
    seen = {now: set(ListingDocument.objects.visible(espoo, now).values_list("pk", flat=True)) for now in MOMENTS}
    for now, document in product(MOMENTS, documents):
        showing = showing_of([span for span in spans_of(document) if span.portal_id == espoo.pk], now)
        assert showing.now == (document.pk in seen[now])
        assert showing.begins is None or showing.begins > now
        changes = [moment for moment in (showing.until, showing.begins) if moment is not None]
        for later in (moment for moment in MOMENTS if moment >= now):
            last = max((moment for moment in changes if moment <= later), default=None)
            expected = showing.now if last is None else last == showing.begins
            if showing.begins is None or later <= showing.begins:
                assert expected == (document.pk in seen[later]), (document, now, later, showing)
