"""Where an activity is: for its page and for messages about it. A document doesn't hold a hidden address."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.parts import activity_facts
from faces.parts.activity_facts import Fact
from faces.parts.localized_text import Text, field_text
from faces.parts.viewpoint import Viewpoint
from listings.enums import Mode
from listings.schedule.words import words_for
from search.models import ListingDocument


@dataclass(frozen=True)
class Place:
    """``name`` of the venue; ``lines`` of its address; ``details`` in the organiser's words."""

    name: Text
    lines: tuple[Text, ...]
    details: Text
    accessibility: Fact | None
    directions_url: str
    is_hidden: bool


def make_place(document: ListingDocument, viewpoint: Viewpoint) -> Place | None:
    """None for what is held online or by phone, and where nothing is known."""
    facts = document.facts
    if _is_remote(document):
        return None
    venue = facts.get("venue")
    lines = _address(document, viewpoint)
    if venue and venue.get("floor"):
        lines.append(viewpoint.text(_("floor %(floor)s") % {"floor": venue["floor"]}))
    place = Place(
        name=viewpoint.name(venue["name"] if venue else ""),
        lines=tuple(lines),
        details=field_text(document, "place_details", viewpoint),
        accessibility=activity_facts.accessibility(document, viewpoint),
        directions_url=_directions(document),
        is_hidden=facts["address_hidden"],
    )
    return place if place.lines or place.details or place.accessibility else None


def address_line(document: ListingDocument, viewpoint: Viewpoint) -> str:
    """The place in one line of plain text, for a message: "Kirjasto, Kirjastokatu 1, 02100 Espoo"."""
    venue = document.facts.get("venue")
    if venue is None or _is_remote(document):
        parts = [text.value for text in activity_facts.place(document, viewpoint).values]
    else:
        parts = [venue["name"], *(text.value for text in _address(document, viewpoint))]
    return words_for(viewpoint.language).comma.join(dict.fromkeys(part for part in parts if part))


def _address(document: ListingDocument, viewpoint: Viewpoint) -> list[Text]:
    """Street; district; postal code and town, as on a letter."""
    facts = document.facts
    venue = facts.get("venue") or {"street": "", "postal_code": ""}
    town = viewpoint.municipality(document.municipality) if document.municipality else viewpoint.text("")
    if venue["postal_code"]:
        town = viewpoint.name(f"{venue['postal_code']} {town.value}".strip())
    district = facts.get("district") or ""
    lines = [viewpoint.name(venue["street"]), viewpoint.name("" if district == town.value else district), town]
    return [line for line in lines if line]


def _is_remote(document: ListingDocument) -> bool:
    return document.facts["mode"] in (Mode.ONLINE, Mode.PHONE)


def _directions(document: ListingDocument) -> str:
    """The URL of a map with directions; empty for a hidden address. Nothing is loaded before somebody follows it."""
    facts = document.facts
    if document.lat is None or document.lon is None or facts["address_hidden"] or not facts["position_known"]:
        return ""
    point = f"{document.lat:.5f}%2C{document.lon:.5f}"
    return f"https://www.openstreetmap.org/directions?to={point}"
