"""Structured data of pages (schema.org, JSON-LD): WebSite, Event, Organization; none for a sensitive activity.

It says only what the page shows, and reads only the document, so that a hidden address is hidden here too.
"""

from __future__ import annotations

import datetime
from typing import Any

from faces.parts import schedule_wording
from faces.parts.localized_text import field_text, reference_name
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisation_path
from listings.enums import ListingStatus, Mode, PriceType, SignUpType
from listings.schedule import HELSINKI, Occurrence, Schedule
from listings.schedule.rfc5545 import RecurrenceSet, recurrence_sets
from regions.models import Portal
from regions.paths import home_path
from regions.written.phone_numbers import telephones
from search.models import ListingDocument, OrganisationDocument

_CONTEXT = "https://schema.org"
_STATUS = {
    ListingStatus.CANCELLED: "EventCancelled",
    # On a break: postponed, and nobody knows yet until when.
    ListingStatus.PAUSED: "EventPostponed",
}
_ATTENDANCE = {Mode.ONLINE: "Online", Mode.PHONE: "Online", Mode.HYBRID: "Mixed"}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
#: How far ahead excluded dates are listed: a rule without an end may have any number of them.
_EXCEPTIONS_AHEAD = datetime.timedelta(days=366)


def website(portal: Portal, language: str) -> dict[str, Any]:
    """The portal itself, with its search."""
    target = f"{portal.root_url}{finder_path(language)}?q={{search_term_string}}"
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": portal.title,
        "url": f"{portal.root_url}{home_path(language)}",
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def event(
    document: ListingDocument, viewpoint: Viewpoint, portal: Portal, url: str, picture_url: str
) -> dict[str, Any] | None:
    """The next time, with the schedule behind it; None where no time is known, such as by agreement.

    ``url`` is canonical; the organiser's URL is on ``portal``.
    """
    facts = document.facts
    schedule = schedule_wording.schedule_of(facts)
    next_time = schedule_wording.next_time(schedule, viewpoint)
    if next_time is None or facts["sensitive"]:
        return None
    status = ListingStatus(document.status_on(viewpoint.today))
    data = {
        "@context": _CONTEXT,
        "@type": "Event",
        "@id": document.pk.urn,
        "name": field_text(document, "title", viewpoint).value,
        "description": field_text(document, "summary", viewpoint).value,
        "url": url,
        "image": picture_url,
        "startDate": _start(next_time),
        "endDate": _end(next_time),
        "eventSchedule": _schedules(schedule, viewpoint),
        "eventStatus": f"{_CONTEXT}/{_STATUS.get(status, 'EventScheduled')}",
        "eventAttendanceMode": f"{_CONTEXT}/{_ATTENDANCE.get(facts['mode'], 'Offline')}EventAttendanceMode",
        "location": _locations(document, viewpoint, url),
        "organizer": _organizer(facts["organisation"], viewpoint, portal),
        "isAccessibleForFree": facts["price"]["type"] == PriceType.FREE,
        "offers": _offer(document, url),
        "inLanguage": list(dict.fromkeys(spoken["language"] for spoken in facts["languages"])),
        "audience": _audience(document, viewpoint),
        "typicalAgeRange": _ages(facts.get("age_from"), facts.get("age_to")),
        "keywords": [viewpoint.label("theme", code).value for code in facts["themes"]],
        "maximumAttendeeCapacity": facts["sign_up"].get("seats"),
    }
    return _without_unknown(data)


def organization(document: OrganisationDocument, viewpoint: Viewpoint, url: str, picture_url: str) -> dict[str, Any]:
    """``url`` is canonical; an organisation's e-mail and phone are public ones."""
    facts = document.facts
    return _without_unknown(
        {
            "@context": _CONTEXT,
            "@type": "Organization",
            "@id": document.pk.urn,
            "name": field_text(document, "title", viewpoint).value,
            "alternateName": _other_names(document, viewpoint),
            "description": field_text(document, "summary", viewpoint).value,
            "url": url,
            "sameAs": facts.get("website"),
            "email": facts.get("email"),
            "telephone": _telephone(facts.get("phone") or ""),
            "logo": picture_url,
            "address": _town(document.municipality, viewpoint) if document.municipality else None,
        }
    )


def _telephone(text: str) -> str | list[str] | None:
    """One number or several, as they are dialled; None where nobody can."""
    numbers = [telephone.subscriber for telephone in telephones(text)]
    return numbers[0] if len(numbers) == 1 else numbers or None


def _without_unknown(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what isn't known; ``False`` is known."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _other_names(document: OrganisationDocument, viewpoint: Viewpoint) -> list[str]:
    name = field_text(document, "title", viewpoint).value
    names = [texts["title"] for texts in document.texts.values()]
    return [other for other in dict.fromkeys(names) if other and other != name]


def _start(occurrence: Occurrence) -> str:
    return _moment(occurrence.starts_at, all_day=occurrence.all_day)


def _end(occurrence: Occurrence) -> str | None:
    if occurrence.all_day:
        return occurrence.date.isoformat()
    return _moment(occurrence.ends_at) if occurrence.ends_at else None


def _moment(moment: datetime.datetime, *, all_day: bool = False) -> str:
    """With the offset of that day, ISO 8601."""
    local = moment.astimezone(HELSINKI)
    return local.date().isoformat() if all_day else local.isoformat()


def _schedules(schedule: Schedule, viewpoint: Viewpoint) -> list[dict[str, Any]]:
    """A Schedule for each time of day of a rule, from today on; dates that don't take place are left out."""
    if not schedule.kind.repeats:
        return []
    sets = recurrence_sets(schedule, since=max(viewpoint.today, schedule.season_start or viewpoint.today))
    return [_schedule(times_of_day, schedule, viewpoint) for times_of_day in sets if times_of_day.rule]


def _schedule(times_of_day: RecurrenceSet, schedule: Schedule, viewpoint: Viewpoint) -> dict[str, Any]:
    rule = dict(part.split("=", 1) for part in times_of_day.rule.split(";"))
    is_weekly = rule["FREQ"] == "WEEKLY"
    days = rule["BYDAY"].split(",")
    until = viewpoint.today + _EXCEPTIONS_AHEAD
    return _without_unknown(
        {
            "@type": "Schedule",
            "repeatFrequency": f"P{rule.get('INTERVAL', 1)}{'W' if is_weekly else 'M'}",
            # Weekdays as schema.org names them; "the last Friday" only as iCalendar does.
            "byDay": [f"{_CONTEXT}/{_DAYS[day]}" for day in days] if is_weekly else days,
            "startDate": times_of_day.first.isoformat(),
            "endDate": schedule.season_end.isoformat() if schedule.season_end else None,
            "startTime": times_of_day.start.isoformat() if times_of_day.start else None,
            "endTime": times_of_day.end.isoformat() if times_of_day.end else None,
            "scheduleTimezone": HELSINKI.key,
            "exceptDate": [day.isoformat() for day in times_of_day.left_out if day <= until],
        }
    )


def _locations(document: ListingDocument, viewpoint: Viewpoint, url: str) -> list[dict[str, Any]]:
    mode = document.facts["mode"]
    remote = {"@type": "VirtualLocation", "url": url}
    if mode in (Mode.ONLINE, Mode.PHONE):
        return [remote]
    place = _place(document, viewpoint)
    return [place, remote] if mode == Mode.HYBRID else [place]


def _place(document: ListingDocument, viewpoint: Viewpoint) -> dict[str, Any]:
    """Of a hidden address the document holds the municipality alone."""
    facts = document.facts
    venue = facts.get("venue") or {}
    town = viewpoint.municipality(document.municipality).value if document.municipality else ""
    address = _town(document.municipality, viewpoint) if town else {"@type": "PostalAddress", "addressCountry": "FI"}
    address |= _without_unknown({"streetAddress": venue.get("street"), "postalCode": venue.get("postal_code")})
    geo = None
    if facts["position_known"] and not facts["address_hidden"] and document.lat is not None:
        geo = {"@type": "GeoCoordinates", "latitude": document.lat, "longitude": document.lon}
    return _without_unknown({"@type": "Place", "name": venue.get("name") or town, "address": address, "geo": geo})


def _town(municipality: str, viewpoint: Viewpoint) -> dict[str, Any]:
    return {
        "@type": "PostalAddress",
        "addressLocality": viewpoint.municipality(municipality).value,
        "addressCountry": "FI",
    }


def _organizer(reference: dict[str, Any], viewpoint: Viewpoint, portal: Portal) -> dict[str, Any]:
    name = reference_name(reference, viewpoint)
    url = f"{portal.root_url}{organisation_path(viewpoint.language, reference['id'])}"
    return {"@type": "Organization", "name": name.value, "url": url}


def _offer(document: ListingDocument, url: str) -> dict[str, Any] | None:
    """The price; None where it is a donation or not known."""
    price, sign_up = document.facts["price"], document.facts["sign_up"]
    if price["type"] not in (PriceType.FREE, PriceType.PAID):
        return None
    amount = "0" if price["type"] == PriceType.FREE else price.get("amount_eur")
    if amount is None:
        return None
    through = sign_up["deadline"] if sign_up["type"] == SignUpType.REQUIRED else None
    return _without_unknown(
        {"@type": "Offer", "price": amount, "priceCurrency": "EUR", "url": url, "validThrough": through}
    )


def _audience(document: ListingDocument, viewpoint: Viewpoint) -> list[dict[str, str]]:
    groups = document.facts["target_groups"]
    return [{"@type": "Audience", "audienceType": viewpoint.label("target_group", code).value} for code in groups]


def _ages(lowest: int | None, highest: int | None) -> str | None:
    if lowest is None and highest is None:
        return None
    return f"{lowest or 0}-{'' if highest is None else highest}"
