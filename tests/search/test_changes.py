"""What time alone does to a document, told beforehand, is what ``visible`` says at each moment."""

from __future__ import annotations

import datetime
from itertools import product

from django.utils import timezone

from regions.models import Portal
from search.models import ListingDocument
from search.visibility import showing_of
from tests.search.documents import NOW, make_document

DAY = datetime.timedelta(days=1)
TODAY = NOW.date()
#: Moments before, at and after every change of the documents below.
MOMENTS = [
    timezone.make_aware(datetime.datetime.combine(TODAY + days * DAY, time))
    for days in range(-2, 6)
    for time in (datetime.time(), datetime.time(12), datetime.time(23, 59, 59, 999999))
]


def test_the_showing_of_a_document_is_what_visible_says_at_every_moment(national: Portal, espoo: Portal) -> None:
    mine, theirs = [espoo.pk], [national.pk]
    noon = timezone.make_aware(datetime.datetime.combine(TODAY + 3 * DAY, datetime.time(12)))
    for portals, others, changes_on, until, over_at in product(
        (mine, theirs, mine + theirs, []), (mine, theirs), (None, 0, 2), (-1, 1, 4), (None, noon)
    ):
        make_document(
            espoo,
            portals=portals,
            later_portals=others if changes_on is not None else [],
            scope_changes_on=None if changes_on is None else TODAY + changes_on * DAY,
            public_until=TODAY + until * DAY,
            over_at=over_at,
        )
    documents = list(ListingDocument.objects.all())
    seen = {now: set(ListingDocument.objects.visible(espoo, now).values_list("pk", flat=True)) for now in MOMENTS}
    for now, document in product(MOMENTS, documents):
        showing = showing_of(document, espoo, now)
        assert showing.now == (document.pk in seen[now])
        for later in (moment for moment in MOMENTS if moment >= now):
            expected = showing.now or (showing.begins is not None and later >= showing.begins)
            if showing.until is not None and later >= showing.until:
                expected = False
            if showing.begins is None or later <= showing.begins:
                assert expected == (document.pk in seen[later]), (document, now, later, showing)
