"""Facts of an activity: an icon and a few words each, for people who read slowly."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from faces.parts.localized_text import Text, field_text, source_text
from faces.parts.viewpoint import Viewpoint
from listings.enums import LanguageRole, ListingStatus, Mode, PriceType, RequiredLevel, SignUpType
from listings.schedule.wording import format_date
from search.models import ListingDocument


@dataclass(frozen=True)
class Fact:
    """One fact: an icon's name, the term where it stands in a list with terms, and one or more phrases."""

    icon: str
    term: str
    values: tuple[Text, ...]
    is_good: bool = False


@dataclass(frozen=True)
class Notice:
    """Must be read first: the whole activity, or its next time, does not take place."""

    kind: str
    """``stop`` or ``warn``."""
    words: str
    reason: Text


def _break_words(document: ListingDocument, viewpoint: Viewpoint) -> str:
    if document.paused_until is None:
        return _("On a break")
    with_year = document.paused_until.year != viewpoint.today.year
    day = format_date(document.paused_until, viewpoint.language, with_year=with_year)
    return _("On a break until %(date)s") % {"date": day}


def notice(document: ListingDocument, viewpoint: Viewpoint, cancelled_day: datetime.date | None) -> Notice | None:
    """``cancelled_day``: the next time, where it is cancelled."""
    status = document.status_on(viewpoint.today)
    reason = source_text(document, document.status_reason_on(viewpoint.today), viewpoint)
    if status == ListingStatus.CANCELLED:
        return Notice("stop", _("Cancelled"), reason)
    if status == ListingStatus.PAUSED:
        return Notice("warn", _break_words(document, viewpoint), reason)
    if cancelled_day is None:
        return None
    reasons = {item["date"]: item["reason"] for item in document.facts.get("cancelled") or []}
    day_reason = source_text(document, reasons.get(cancelled_day.isoformat(), ""), viewpoint)
    day = format_date(cancelled_day, viewpoint.language, weekday="short")
    return Notice("stop", _("Cancelled on %(date)s") % {"date": day}, day_reason)


def level(document: ListingDocument, viewpoint: Viewpoint, *, with_language: bool) -> Fact:
    """The language level that is needed; ``with_language`` adds of which language."""
    facts = document.facts
    code = facts["required_level"] or RequiredLevel.NONE
    values = [viewpoint.label("required_level", code)]
    if with_language and code != RequiredLevel.NONE and facts.get("level_language"):
        values.append(viewpoint.language_name(facts["level_language"]))
    icon = "circle-check" if code == RequiredLevel.NONE else "stairs"
    return Fact(icon, _("Language skills you need"), tuple(values))


def price(document: ListingDocument, viewpoint: Viewpoint, *, with_details: bool = False) -> Fact:
    fact = document.facts["price"]
    kind, amount = fact["type"], fact.get("amount_eur")
    label = viewpoint.label("price", kind)
    if kind == PriceType.PAID and amount:
        label = viewpoint.text(euros(amount))
    values = [label, *([field_text(document, "price_details", viewpoint)] if with_details else [])]
    return Fact("coins", _("Price"), _without_empty(values), is_good=kind == PriceType.FREE)


def euros(amount: str) -> str:
    """The text "5.00" as the active language writes it: fi "5 €", en "€5", full euros without cents."""
    value = Decimal(amount)
    whole = value == value.to_integral_value()
    return _("€%(amount)s") % {"amount": number_format(value, 0 if whole else 2)}


def kilometres(distance: float) -> str:
    """fi "1,2 km", "24 km"."""
    return f"{number_format(distance, 1 if distance < 10 else 0)} km"


def sign_up(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    """The kind of sign-up with its deadline, for a card; or that sign-up has closed."""
    fact = document.facts["sign_up"]
    if fact["type"] == SignUpType.REQUIRED and sign_up_is_over(document, viewpoint):
        return Fact("clipboard-x", _("Sign-up"), (viewpoint.text(_("Sign-up has closed")),))
    values = [viewpoint.label("sign_up", fact["type"])]
    if fact["type"] == SignUpType.REQUIRED and fact.get("deadline"):
        values.append(viewpoint.text(_("by %(date)s") % {"date": deadline_words(document, viewpoint)}))
    return Fact(viewpoint.icon("sign_up", fact["type"]), _("Sign-up"), tuple(values))


def sign_up_is_over(document: ListingDocument, viewpoint: Viewpoint) -> bool:
    deadline = _deadline(document)
    return deadline is not None and deadline < viewpoint.today


def deadline_words(document: ListingDocument, viewpoint: Viewpoint) -> str:
    """fi "14.11."; empty without a deadline."""
    deadline = _deadline(document)
    if deadline is None:
        return ""
    return format_date(deadline, viewpoint.language, weekday="short", with_year=deadline.year != viewpoint.today.year)


def children(document: ListingDocument, viewpoint: Viewpoint) -> Fact | None:
    codes = document.facts["children"]
    if not codes:
        return None
    values = tuple(viewpoint.label("children", code) for code in codes)
    return Fact(viewpoint.icon("children", codes[0], "baby"), _("Children"), values, is_good=True)


def audience(document: ListingDocument, viewpoint: Viewpoint) -> Fact | None:
    """Who may come: what the organiser says, the groups, the age."""
    facts = document.facts
    values = [field_text(document, "audience", viewpoint)]
    values += [viewpoint.label("target_group", code) for code in facts["target_groups"]]
    values.append(viewpoint.text(_ages(facts.get("age_from"), facts.get("age_to"))))
    texts = _without_empty(values)
    return Fact("users-round", _("For whom"), texts) if texts else None


def languages(document: ListingDocument, viewpoint: Viewpoint) -> Fact | None:
    """Languages spoken there; those of support and of interpretation are marked as such."""
    values = []
    for spoken in document.facts["languages"]:
        name = viewpoint.language_name(spoken["language"])
        if spoken["role"] == LanguageRole.SUPPORT:
            name = viewpoint.text(_("%(language)s (help is given)") % {"language": name.value})
        elif spoken["role"] == LanguageRole.INTERPRETATION:
            name = viewpoint.text(_("%(language)s (interpreted)") % {"language": name.value})
        values.append(name)
    return Fact("languages", _("Languages"), tuple(values)) if values else None


def accessibility(document: ListingDocument, viewpoint: Viewpoint) -> Fact | None:
    values = [viewpoint.label("accessibility", code) for code in document.facts["accessibility"]]
    texts = _without_empty([*values, field_text(document, "accessibility_details", viewpoint)])
    return Fact("accessibility", _("Accessibility"), texts) if texts else None


def themes(document: ListingDocument, viewpoint: Viewpoint) -> Fact | None:
    facts = document.facts
    values = [viewpoint.label("format", facts["format"])] if facts.get("format") else []
    values += [viewpoint.label("theme", code) for code in facts["themes"]]
    return Fact("tag", _("What"), _without_empty(values)) if values else None


def place(document: ListingDocument, viewpoint: Viewpoint) -> Fact:
    """Where, in short: venue and municipality, or online or by phone. A hidden address is the municipality alone."""
    mode, venue = document.facts["mode"], document.facts.get("venue")
    values: list[Text] = []
    if mode in (Mode.ONLINE, Mode.PHONE):
        return Fact(viewpoint.icon("mode", mode, "monitor"), _("Where"), (viewpoint.label("mode", mode),))
    if venue:
        values.append(viewpoint.name(venue["name"]))
    if document.municipality:
        values.append(viewpoint.municipality(document.municipality))
    if mode == Mode.HYBRID:
        values.append(viewpoint.label("mode", Mode.ONLINE))
    return Fact("map-pin", _("Where"), _without_empty(values) or (viewpoint.text(_("The whole country")),))


def _ages(lowest: int | None, highest: int | None) -> str:
    if lowest is not None and highest is not None:
        return _("ages %(from)d–%(to)d") % {"from": lowest, "to": highest}
    if lowest is not None:
        return _("from age %(from)d") % {"from": lowest}
    return _("up to age %(to)d") % {"to": highest} if highest is not None else ""


def _deadline(document: ListingDocument) -> datetime.date | None:
    value = document.facts["sign_up"].get("deadline")
    return datetime.date.fromisoformat(value) if value else None


def _without_empty(values: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(value for value in values if value)


def drop_missing(*facts: Any) -> tuple[Fact, ...]:
    """The facts that the activity has, in order."""
    return tuple(fact for fact in facts if fact is not None)
