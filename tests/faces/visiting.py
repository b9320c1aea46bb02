"""Visits of portals, as a browser makes them, and what is read from the answers."""

from __future__ import annotations

import uuid
from typing import Any, cast

from bs4 import BeautifulSoup
from django.db.models import Max
from django.test import Client, RequestFactory

from regions.models import Portal
from regions.portal_request import PortalRequest
from search.models import ListingColumns, ListingDocument, Occurrence
from tests.search.spans import let_end, show_in, spans, write_spans

#: The finder's address in each demo language.
FINDERS = {"fi": "/fi/toiminta/", "sv": "/sv/verksamhet/"}


def finder(language: str) -> str:
    return FINDERS.get(language, f"/{language}/activities/")


def visit(portal: str, path: str) -> Any:
    """The answer of a portal's host; redirects are not followed."""
    return Client(headers={"host": f"{portal}.localhost"}).get(path)


def body(answer: Any) -> bytes:
    """What was sent, at once or in pieces."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def portal_request(path: str, portal: str = "espoo") -> PortalRequest:
    """A request as ``PortalMiddleware`` leaves it, for views that a test calls itself."""
    request = cast(PortalRequest, RequestFactory().get(path))
    request.portal = Portal.objects.select_related("site").get(slug=portal)
    return request


def read(portal: str, path: str) -> BeautifulSoup:
    """The page, which must be there."""
    response = visit(portal, path)
    assert response.status_code == 200, (portal, path, response.status_code)
    return soup(response)


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    """Titles of the cards that were found, in order; without those of the nearest search where nothing was."""
    return [link.get_text() for link in page.select(".card h3 a") if link.find_parent(class_="nearest") is None]


def listing(source_id: str) -> ListingDocument:
    return ListingDocument.objects.get(source_id=source_id)


def change(source_id: str, **values: Any) -> ListingDocument:
    """Change columns and facts of a document in place; names that are no column are facts.

    ``portals``: those that show it.
    """
    document = listing(source_id)
    portals = values.pop("portals", None)
    columns = {field.name for field in document._meta.get_fields()}
    for name, value in values.items():
        if name in columns:
            setattr(document, name, value)
        else:
            document.facts[name] = value
    document.save()
    if portals is None:
        let_end(document)
    else:
        show_in(document, portals)
    return document


def multiply(source_id: str, times: int) -> None:
    """Put more listings like this one into the read model, occurrences included."""
    document = listing(source_id)
    occurrences, shown = list(document.occurrences.all()), spans(document)
    terms = ListingColumns.objects.get(pk=document.pk).terms
    sequence = ListingDocument.objects.aggregate(top=Max("sequence"))["top"]
    for number in range(1, times + 1):
        document.pk, document.sequence, document.source_id = uuid.uuid4(), sequence + number, f"copy {number}"
        document.save(force_insert=True)
        for occurrence in occurrences:
            occurrence.pk, occurrence.listing_id = None, document.pk
        Occurrence.objects.bulk_create(occurrences)
        write_spans(document, shown)
        ListingColumns.objects.filter(pk=document.pk).update(terms=terms)
