"""Documents for tests of engines: written straight into the read model, with the terms that the builder would give."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from regions.collation import sort_key
from regions.models import Portal
from search.documents.packed_terms import pack_terms
from search.documents.terms import document_terms
from search.models import IndexSequence, ListingColumns, ListingDocument, Occurrence
from search.query import SearchQuery
from search.title_terms import title_terms
from search.visibility import Span
from tests.search.spans import all_the_time, write_spans

#: A Monday, before any of the tests' activities.
NOW = datetime.datetime(2026, 9, 7, 9, 0, tzinfo=datetime.UTC)


def make_document(
    portal: Portal,
    title: str | dict[str, str] = "Kielikahvila",
    *codes: str,
    description: str | dict[str, str] = "",
    names: tuple[str, ...] = (),
    source_language: str = "fi",
    portals: Sequence[int] | None = None,
    pinned_in: Collection[int] = (),
    spans: Sequence[Span] | None = None,
    **columns: Any,
) -> ListingDocument:
    """A document that a portal shows.

    ``title``, ``description``: in Finnish, or by language; ``codes``: such as ``theme:work``. ``portals``: those that
    show it, instead of the portal. ``spans``: when which portals do, instead of all the time.
    """
    titles = {source_language: title} if isinstance(title, str) else title
    described = dict.fromkeys(titles, description) if isinstance(description, str) else description
    texts = {code: {"title": text, "summary": "", "description": described[code]} for code, text in titles.items()}
    terms = document_terms(texts, [(name, "fi") for name in names])
    sequence = ListingDocument.objects.count() + 1
    document: ListingDocument = ListingDocument.objects.create(
        **{
            "id": uuid.uuid4(),
            "sequence": sequence,
            "modified": NOW,
            "source_language": next(iter(titles)),
            "sort_titles": {code: sort_key(text) for code, text in titles.items()},
            "title_terms": title_terms(terms),
            "texts": texts,
            "organisation_id": uuid.uuid4(),
            "home_portal_id": portal.pk,
            "section": "activity",
            "status": "active",
            "codes": sorted({*codes, *(f"text_in:{code}" for code in titles)}),
            "confirmed_on": NOW.date(),
            "public_until": NOW.date() + datetime.timedelta(days=300),
        }
        | columns
    )
    shown_in = [portal.pk] if portals is None else portals
    write_spans(document, all_the_time(document, shown_in, pinned_in) if spans is None else spans)
    ListingColumns.objects.filter(pk=document.pk).update(terms=pack_terms(terms))
    IndexSequence.objects.update_or_create(defaults={"value": document.sequence})
    return document


def add_occurrence(
    document: ListingDocument, day: str, start: str = "17:00", end: str = "19:00", **values: Any
) -> Occurrence:
    """A time at which a document's activity takes place; ``day`` as in 2026-09-08, Finnish wall time."""
    date = datetime.date.fromisoformat(day)
    first, last = datetime.time.fromisoformat(start), datetime.time.fromisoformat(end)
    zone = timezone.get_default_timezone()
    occurrence: Occurrence = Occurrence.objects.create(
        **{
            "listing": document,
            "date": date,
            "weekday": date.isoweekday(),
            "starts_at": datetime.datetime.combine(date, first, zone),
            "ends_at": datetime.datetime.combine(date, last, zone),
            "start_minute": first.hour * 60 + first.minute,
            "end_minute": last.hour * 60 + last.minute,
        }
        | values
    )
    return occurrence


def ask(portal: Portal, language: str = "fi", /, **parameters: str | list[str]) -> SearchQuery:
    """A query from parameters; ``from_`` stands for ``from``."""
    lists = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in parameters.items()}
    return SearchQuery.from_parameters(lists, portal=portal, language=language, now=NOW, strict=True)
