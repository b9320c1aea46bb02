"""Values of pages from planned entries; ``kototori.demo.pool.pages`` fills page objects instead."""

from __future__ import annotations

import datetime
from typing import Any

from benchmarks.generated_pool.plan import PlannedActivity, PlannedOrganisation
from kototori.demo.pool.schema import PoolListing
from listings.models.records import confirmation_due
from listings.rich_text import as_html


def organisation_values(organisation: PlannedOrganisation, concept: int, language: str) -> dict[str, Any]:
    entry = organisation.entry
    return {
        "title": entry.names[language],
        "description": as_html(entry.descriptions.get(language, "")),
        "organisation_type_id": concept,
        "municipality_id": entry.municipality,
        "email": entry.email,
        "phone": entry.phone,
        "website": entry.website,
    }


def activity_facts(entry: PoolListing, format_id: int, venue_id: int | None, today: datetime.date) -> dict[str, Any]:
    """Return the values that all language versions of an activity have in their rows."""
    schedule, sign_up = entry.schedule, entry.sign_up
    season_start, season_end = schedule.season(today)
    return {
        "section": entry.section,
        "format_id": format_id,
        "age_from": entry.age_from,
        "age_to": entry.age_to,
        "required_level": entry.required_level,
        "level_language": entry.level_language,
        "mode": entry.mode,
        "price_type": entry.price_type,
        "price_eur": entry.price_eur,
        "sign_up_type": sign_up.type,
        "sign_up_deadline": sign_up.deadline(today),
        "sign_up_url": sign_up.url,
        "sign_up_email": sign_up.email,
        "sign_up_phone": sign_up.phone,
        "seats": sign_up.seats,
        "childcare": entry.childcare,
        "children_welcome": entry.children_welcome,
        "venue_id": venue_id,
        "floor": entry.venue.floor if entry.venue else "",
        "municipality_id": entry.municipality,
        "district": entry.district,
        "online_url": entry.online_url,
        "sensitive": entry.sensitive,
        "address_hidden": entry.venue is not None and entry.venue.address_hidden,
        "schedule_kind": schedule.kind.value,
        "schedule_interval": schedule.interval,
        "weeks_of_month": list(schedule.weeks_of_month),
        "season_start": season_start,
        "season_end": season_end,
        "valid_until": entry.valid_until(today),
    }


def activity_texts(entry: PoolListing, language: str) -> dict[str, Any]:
    text = entry.texts[language]
    return {**text, "description": as_html(text["description"])}


def activity_parts(entry: PoolListing, today: datetime.date) -> dict[str, list[dict[str, Any]]]:
    """Return the child rows of the source page, by the name of their relation."""
    schedule = entry.schedule
    slot = {"weekdays": list(schedule.weekdays), "start": schedule.start, "end": schedule.end}
    return {
        "spoken_languages": [
            {"language": language, "role": role, "sort_order": at}
            for at, (language, role) in enumerate(entry.languages)
        ],
        "slots": [slot] if schedule.kind.repeats else [],
        "dates": [
            {"date": day, "start": schedule.start, "end": schedule.end, "sort_order": at}
            for at, day in enumerate(schedule.dates(today))
        ],
        "contacts": [{"role": "office", "email": entry.contact_email}],
    }


def listing_values(activity: PlannedActivity, source: str, days: Any) -> dict[str, Any]:
    """Return the record's values. ``days`` makes a date of a number of days ago."""
    confirmed = days(activity.confirmed_days_ago)
    ended = activity.status == "ended"
    return {
        "id": activity.key,
        "source_language": activity.entry.source_language,
        "source": source,
        "source_id": activity.entry.id,
        "status": activity.status,
        "status_reason": activity.status_reason,
        "ended_on": confirmed if ended else None,
        "confirmed_on": confirmed,
        "confirm_by": confirmation_due(confirmed),
    }
