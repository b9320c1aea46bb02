"""Activities in ``/api/v1/``: codes for what can be filtered by, texts in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from faces.parts import schedule_wording
from faces.parts.absolute_urls import canonical_url
from faces.parts.contacts import contacts_shown_on
from faces.parts.localized_text import Text, field_text, is_machine_translated, reference_name
from faces.parts.viewpoint import Viewpoint
from listings.enums import ListingStatus, PriceType
from listings.rich_text import plain_text
from listings.schedule import HELSINKI, Occurrence
from regions.models import Portal
from search.models import Document, ListingDocument
from search.query.value_formats import moment_text

#: Texts that a detail has and an item doesn't, each in the reader's language, else in the source's.
_DETAIL_TEXTS = (
    "audience",
    "place_details",
    "schedule_details",
    "price_details",
    "sign_up_details",
    "accessibility_details",
)


def make_activity_item(
    document: ListingDocument, viewpoint: Viewpoint, home: Portal, occurrence: Occurrence | None
) -> dict[str, Any]:
    """One result of a list. ``home`` has the canonical address; ``occurrence`` is the next time that matches."""
    facts, language = document.facts, viewpoint.language
    title, summary = field_text(document, "title", viewpoint), field_text(document, "summary", viewpoint)
    status = document.status_on(viewpoint.today)
    takes_place = status == ListingStatus.ACTIVE
    return {
        "id": str(document.pk),
        "source_id": document.source_id,
        "url": canonical_url(document, language, home),
        "title": title.value,
        "title_lang": title.language,
        "summary": summary.value,
        "summary_lang": summary.language,
        "source_language": document.source_language,
        "section": document.section,
        "organisation": _reference(facts["organisation"], viewpoint),
        "municipality": municipality(document.municipality, viewpoint),
        "district": facts["district"] or None,
        "mode": facts["mode"],
        "themes": facts["themes"],
        "target_groups": facts["target_groups"],
        "format": facts["format"] or None,
        "required_level": facts["required_level"],
        "activity_languages": list(dict.fromkeys(spoken["language"] for spoken in facts["languages"])),
        "price": _price(facts["price"]),
        "sign_up": facts["sign_up"]["type"],
        "sign_up_deadline": facts["sign_up"]["deadline"],
        "children": facts["children"],
        "accessibility": facts["accessibility"],
        "next_occurrence": make_occurrence(occurrence) if occurrence and takes_place else None,
        "schedule": schedule_wording.schedule_words(schedule_wording.schedule_of(facts), viewpoint),
        "status": status,
        "paused_until": _day(document.paused_until) if status == ListingStatus.PAUSED else None,
        "confirmed_on": document.confirmed_on.isoformat(),
        "machine_translated": is_machine_translated(document, viewpoint),
        "outdated": outdated({"title": title, "summary": summary}),
        "modified": moment_text(document.modified),
    }


def make_activity_detail(document: ListingDocument, viewpoint: Viewpoint, home: Portal) -> dict[str, Any]:
    """Everything public about one activity; of a hidden address the document holds the municipality alone."""
    facts = document.facts
    next_time = schedule_wording.next_time(schedule_wording.schedule_of(facts), viewpoint)
    description = field_text(document, "description", viewpoint)
    texts = {name: field_text(document, name, viewpoint) for name in _DETAIL_TEXTS}
    item = make_activity_item(document, viewpoint, home, next_time)
    return {
        **item,
        "outdated": {**item["outdated"], **outdated({"description": description, **texts})},
        "description": plain_text(description.value),
        "description_html": description.value,
        **{name: text.value for name, text in texts.items()},
        "text_languages": {name: text.language for name, text in {"description": description, **texts}.items() if text},
        "languages": languages(document, home),
        "age_from": facts["age_from"],
        "age_to": facts["age_to"],
        "level_language": facts["level_language"] or None,
        "spoken_languages": facts["languages"],
        "address_hidden": facts["address_hidden"],
        "venue": facts["venue"],
        "position": _position(document),
        "online_url": facts["online_url"],
        "sign_up_facts": {name: facts["sign_up"][name] for name in ("deadline", "url", "email", "phone", "seats")},
        "contacts": [_contact(contact) for contact in contacts_shown_on(document, viewpoint.today)],
        "co_organisers": [_reference(organisation, viewpoint) for organisation in facts["co_organisers"]],
        "status_reason": document.status_reason_on(viewpoint.today),
        "cancelled_dates": facts["cancelled"],
        "tags": facts["tags"],
    }


def outdated(texts: Mapping[str, Text]) -> dict[str, str | None]:
    """By text, the day on which the original changed that a translation doesn't follow yet."""
    return {name: text.change.day or None for name, text in texts.items() if text.change is not None and text}


def _day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None


def make_occurrence(occurrence: Occurrence, *, cancelled: bool = False) -> dict[str, Any]:
    """One time, with Finland's offset from UTC. ``cancelled``: the whole activity is cancelled or on a break."""
    ends_at = occurrence.ends_at
    return {
        "date": occurrence.date.isoformat(),
        "starts_at": occurrence.starts_at.astimezone(HELSINKI).isoformat(),
        "ends_at": ends_at.astimezone(HELSINKI).isoformat() if ends_at else None,
        "all_day": occurrence.all_day,
        "cancelled": occurrence.cancelled or cancelled,
    }


def distance_km(document: ListingDocument) -> float | None:
    """Kilometres to its place, to ten metres; None where its position isn't known."""
    distance: float | None = getattr(document, "distance_km", None)
    return None if distance is None or not document.facts["position_known"] else round(distance, 2)


def municipality(code: str, viewpoint: Viewpoint) -> dict[str, str] | None:
    return {"code": code, "name": viewpoint.municipality(code).value} if code else None


def languages(document: Document, home: Portal) -> list[dict[str, str | None]]:
    """The languages with text, the source first; ``url`` is null in a language that the home portal doesn't have."""
    codes = sorted(document.texts, key=lambda code: (code != document.source_language, code))
    return [
        {"lang": code, "url": canonical_url(document, code, home) if code in home.languages else None} for code in codes
    ]


def _reference(reference: dict[str, Any], viewpoint: Viewpoint) -> dict[str, Any]:
    name = reference_name(reference, viewpoint)
    return {
        "id": reference["id"],
        "name": name.value,
        "name_lang": name.language,
        "outdated": outdated({"name": name}),
    }


def _price(fact: dict[str, Any]) -> dict[str, Any]:
    """The amount as a number: 0 where it is free, null where it isn't known."""
    if fact["type"] == PriceType.FREE:
        return {"type": fact["type"], "amount_eur": 0}
    return {"type": fact["type"], "amount_eur": float(fact["amount_eur"]) if fact["amount_eur"] else None}


def _position(document: ListingDocument) -> dict[str, float] | None:
    """The venue's position; null where the document has only the municipality's central point."""
    if not document.facts["position_known"] or document.lat is None or document.lon is None:
        return None
    return {"lat": document.lat, "lon": document.lon}


def _contact(contact: dict[str, Any]) -> dict[str, str]:
    return {name: contact[name] or "" for name in ("role", "name", "phone", "email")}
