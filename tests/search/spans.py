"""Spans in which portals show listings, for tests that write documents straight into the read model."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import replace

from search.models import ListingDocument, Shown
from search.visibility import Span, own_end


def end_of(document: ListingDocument) -> datetime.datetime:
    """The moment from which no portal shows a document."""
    return own_end(document.public_until, document.over_at)


def all_the_time(document: ListingDocument, portals: Iterable[int], pinned_in: Collection[int] = ()) -> list[Span]:
    """Spans until the document's own end."""
    end = end_of(document)
    shown = [Span(portal, None, end) for portal in portals]
    return [replace(span, pin_order=1, pinned_until=end) if span.portal_id in pinned_in else span for span in shown]


def write_spans(document: ListingDocument, new: Iterable[Span]) -> None:
    """Let the document be shown in these spans only, as far as they lie before its own end."""
    end = end_of(document)
    kept = [cut for span in new if (cut := _cut(span, end)) is not None]
    Shown.objects.filter(listing=document).delete()
    Shown.objects.bulk_create(Shown(listing=document, **vars(span)) for span in kept)
    document.portals = sorted(portals_of(document))
    ListingDocument.objects.filter(pk=document.pk).update(portals=document.portals)


def show_in(document: ListingDocument, portals: Iterable[int]) -> None:
    """Let the document be shown in these portals until its own end."""
    write_spans(document, all_the_time(document, portals))


def let_end(document: ListingDocument) -> None:
    """Let the document be shown and pinned until its own end, after that has changed."""
    end = end_of(document)
    longer = [replace(span, shown_until=end, pinned_until=_end_of_pin(span, end)) for span in spans(document)]
    write_spans(document, longer)


def spans(document: ListingDocument) -> list[Span]:
    """When portals show a document."""
    return [row.span for row in Shown.objects.filter(listing=document).order_by("portal_id", "shown_until")]


def portals_of(document: ListingDocument) -> set[int]:
    """The portals that show a document at any time."""
    return {span.portal_id for span in spans(document)}


def _end_of_pin(span: Span, until: datetime.datetime) -> datetime.datetime | None:
    return None if span.pinned_until is None else until


def _cut(span: Span, end: datetime.datetime) -> Span | None:
    until = min(span.shown_until, end)
    if span.shown_from is not None and span.shown_from >= until:
        return None
    return replace(span, shown_until=until, pinned_until=_end_of_pin(span, min(span.pinned_until or until, until)))
