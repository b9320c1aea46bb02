"""Filling pages from entries of a pool: texts and facts of the source version, texts of the others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale

from kototori.demo.pool.schema import PoolListing, PoolOrganisation
from listings.enums import ContactRole, Vocabulary
from listings.models import (
    ActivityContact,
    ActivityDate,
    ActivityLanguage,
    ActivityPage,
    ActivitySlot,
    Concept,
    Organisation,
    OrganisationPage,
    Venue,
)
from listings.rich_text import as_html


@dataclass
class LoadContext:
    """Rows that entries refer to, read once: concepts by (vocabulary, code), locales by language.

    Dates are counted from ``today``.
    """

    source: str
    today: datetime.date
    concepts: dict[tuple[str, str], Concept] = field(default_factory=dict)
    locales: dict[str, Locale] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.concepts = {(concept.vocabulary, concept.code): concept for concept in Concept.objects.all()}
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def locale(self, language: str) -> Locale:
        if language not in self.locales:
            self.locales[language], _created = Locale.objects.get_or_create(language_code=language)
        return self.locales[language]

    def concepts_of(self, vocabulary: str, codes: tuple[str, ...]) -> list[Concept]:
        return [self.concepts[vocabulary, code] for code in codes]


def fill_organisation(page: OrganisationPage, entry: PoolOrganisation, around: LoadContext) -> None:
    """Write the entry's facts and its texts in the source language to the source page."""
    page.title = entry.name
    page.description = as_html(entry.descriptions.get(entry.source_language, ""))
    page.organisation_type = around.concepts[Vocabulary.ORGANISATION_TYPE, entry.type]
    page.municipality_id = entry.municipality
    page.email, page.phone, page.website = entry.email, entry.phone, entry.website
    page.said_business_id = entry.business_id or None


def organisation_texts(entry: PoolOrganisation) -> dict[str, dict[str, str]]:
    """Return texts by language and field, those of the source language included.

    A language without a name of its own gets the source's.
    """
    return {
        language: {
            "title": entry.names.get(language) or entry.name,
            "description": as_html(entry.descriptions.get(language, "")),
        }
        for language in dict.fromkeys((entry.source_language, *entry.descriptions, *entry.names))
    }


def activity_texts(entry: PoolListing) -> dict[str, dict[str, str]]:
    return {
        language: {**texts, "description": as_html(texts["description"])} for language, texts in entry.texts.items()
    }


def fill_activity(
    page: ActivityPage, entry: PoolListing, around: LoadContext, organisations: dict[str, Organisation]
) -> None:
    """Write the entry's facts and its texts in the source language to the source page."""
    for name, text in activity_texts(entry)[entry.source_language].items():
        setattr(page, name, text)
    page.section = entry.section
    page.format = around.concepts[Vocabulary.FORMAT, entry.format]
    page.themes = around.concepts_of(Vocabulary.THEME, entry.themes)
    page.target_groups = around.concepts_of(Vocabulary.TARGET_GROUP, entry.target_groups)
    page.accessibility = around.concepts_of(Vocabulary.ACCESSIBILITY, entry.accessibility)
    page.age_from, page.age_to = entry.age_from, entry.age_to
    page.required_level, page.level_language = entry.required_level, entry.level_language
    page.spoken_languages = [
        ActivityLanguage(language=language, role=role, sort_order=at)
        for at, (language, role) in enumerate(entry.languages)
    ]
    page.childcare, page.children_welcome = entry.childcare, entry.children_welcome
    page.price_type, page.price_eur = entry.price_type, entry.price_eur
    page.co_organisers = [organisations[identifier] for identifier in entry.co_organisers]
    page.contacts = _contacts(entry)
    page.tags.set(entry.tags)
    _fill_place(page, entry, around, organisations[entry.organisation])
    _fill_schedule(page, entry, around.today)
    _fill_sign_up(page, entry, around.today)


def _contacts(entry: PoolListing) -> list[ActivityContact]:
    if not (entry.contact_email or entry.contact_phone):
        return []
    return [ActivityContact(role=ContactRole.OFFICE, email=entry.contact_email, phone=entry.contact_phone)]


def _fill_place(page: ActivityPage, entry: PoolListing, around: LoadContext, organisation: Organisation) -> None:
    page.mode = entry.mode
    page.municipality_id = entry.municipality
    page.district = entry.district
    page.online_url = entry.online_url
    page.venue = _venue(entry, around.source, organisation)
    page.floor = entry.venue.floor if entry.venue else ""
    page.address_hidden = entry.venue is not None and entry.venue.address_hidden
    page.sensitive = entry.sensitive or page.address_hidden


def _venue(entry: PoolListing, source: str, organisation: Organisation) -> Venue | None:
    """Return the venue of that name and address. It is created if it is missing, and never changed.

    An activity that hides its address takes the one that its own organisation hides, else, as the others, an open one.
    """
    if entry.venue is None:
        return None
    same = {"name": entry.venue.name, "street": entry.venue.street, "municipality_id": entry.municipality}
    found = Venue.objects.filter(**same)
    venue: Venue | None = None
    if entry.venue.address_hidden:
        venue = found.filter(address_hidden=True, hidden_by=organisation).first()
    venue = venue or found.shared().first()
    return venue or Venue.objects.create(
        **same,
        postal_code=entry.venue.postal_code,
        district=entry.venue.district,
        lat=entry.venue.lat,
        lon=entry.venue.lon,
        source=source,
    )


def _fill_schedule(page: ActivityPage, entry: PoolListing, today: datetime.date) -> None:
    schedule = entry.schedule
    page.schedule_kind = schedule.kind.value
    page.schedule_interval = schedule.interval
    page.weeks_of_month = list(schedule.weeks_of_month)
    page.season_start, page.season_end = schedule.season(today)
    page.valid_until = entry.valid_until(today)
    page.slots = (
        [ActivitySlot(weekdays=list(schedule.weekdays), start=schedule.start, end=schedule.end)]
        if schedule.kind.repeats
        else []
    )
    page.dates = [
        ActivityDate(date=day, start=schedule.start, end=schedule.end, sort_order=at)
        for at, day in enumerate(schedule.dates(today))
    ]


def _fill_sign_up(page: ActivityPage, entry: PoolListing, today: datetime.date) -> None:
    sign_up = entry.sign_up
    page.sign_up_type = sign_up.type
    page.sign_up_email, page.sign_up_url, page.sign_up_phone = sign_up.email, sign_up.url, sign_up.phone
    page.sign_up_deadline = sign_up.deadline(today)
    page.seats = sign_up.seats


def write_texts(page: Any, texts: dict[str, str]) -> bool:
    """Set the texts on a page; return whether any of them changed."""
    changed = [name for name, text in texts.items() if getattr(page, name) != text]
    for name in changed:
        setattr(page, name, texts[name])
    return bool(changed)
