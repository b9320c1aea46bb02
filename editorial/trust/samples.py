"""Which direct publications are looked at afterwards."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from editorial.trust.models import Publication, SampleState
from editorial.trust.portal_rules import rules_of

#: The draw is among this many.
_SIDES = 100


def is_drawn(revision_id: int, percent: int) -> bool:
    """Whether a revision belongs to a sample of ``percent``.

    The same for one revision whenever it is asked, and known to nobody without the site's secret key: sending again
    draws nothing anew.
    """
    digest = salted_hmac("editorial.trust.sample", str(revision_id), algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") % _SIDES < percent


def draw(revision_id: int, portal_id: Any) -> SampleState:
    """Return the state in which a direct publication of this revision begins. One statement."""
    return SampleState.WAITING if is_drawn(revision_id, rules_of(portal_id).sample_percent) else SampleState.NOT_DRAWN


def oldest_unseen(publication: Publication) -> Publication:
    """Return the first publication of the same page that waits to be looked at: an answer is to all of them.

    Where none waits, the publication itself. One statement.
    """
    waiting = Publication.objects.filter(page=publication.page_id, sample=SampleState.WAITING)
    return waiting.order_by("published_at", "pk").first() or publication


def samples_to_look_at(portals: Collection[Any]) -> QuerySet[Publication]:
    """Return what these portals' organisations have published themselves and somebody is to look at, oldest first.

    With pages, languages, and who published. One statement, whatever their number.
    """
    waiting = Publication.objects.filter(portal__in=portals, sample=SampleState.WAITING)
    return waiting.select_related("page__locale", "portal", "published_by", "revision").order_by("published_at", "pk")
