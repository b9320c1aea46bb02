"""Reading a pool file into values; everything is checked, and every fault has its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from kototori.demo.pool.entries import Entry, named, quoted
from kototori.demo.pool.json_file import read_json
from kototori.demo.pool.languages import read_level_language, read_spoken_languages, read_tags
from kototori.demo.pool.rules import broken_rules
from kototori.demo.pool.schedules import read_schedule
from kototori.demo.pool.schema import KnownCodes, Pool, PoolError, PoolListing, PoolOrganisation, PoolSignUp, PoolVenue
from listings.business_ids import is_business_id, plain_business_id
from listings.enums import Mode, PriceType, RequiredLevel, Section, SignUpType, Vocabulary
from listings.postal_codes import is_postal_code, plain_postal_code

#: Names of an activity's texts in the file, which are the page's own, with their greatest length.
TEXT_LENGTHS = {
    "title": 255,
    "summary": 300,
    "description": 20_000,
    "audience": 300,
    "place_details": 300,
    "schedule_details": 300,
    "price_details": 300,
    "sign_up_details": 300,
    "accessibility_details": 300,
    "image_alt": 200,
}


def read_pool(path: Path, known_codes: KnownCodes) -> Pool:
    """Return the pool of a file. Raises ``PoolError`` with every fault."""
    faults: list[str] = []
    root = Entry(read_json(path), "", faults)
    towns = _towns(root, known_codes)
    organisations = tuple(_organisation(entry, known_codes, towns) for entry in root.entries("organisations"))
    _repeats("organisations", [organisation.id for organisation in organisations], faults)
    _repeats("organisations", [organisation.business_id for organisation in organisations], faults, "business_id")
    ids = {organisation.id for organisation in organisations}
    listings = tuple(_listing(entry, known_codes, towns, ids) for entry in root.entries("listings"))
    _repeats("listings", [listing.id for listing in listings], faults)
    for key in ("organisations", "listings"):
        if not root.has(key):
            root.fault(key, "is missing")
    root.finish()
    if faults:
        raise PoolError(faults)
    return Pool(path.stem, organisations, listings)


def _repeats(key: str, ids: list[str], faults: list[str], name: str = "id") -> None:
    seen: dict[str, int] = {}
    for at, value in enumerate(ids):
        if value and value in seen:
            faults.append(f"{key}[{at}] ({named(value)}).{name}: the same {name} is at {key}[{seen[value]}]")
        seen.setdefault(value, at)


def _towns(root: Entry, known_codes: KnownCodes) -> dict[str, str]:
    """Return codes by folded name: official names, and those that the file gives to official codes."""
    towns = dict(known_codes.municipalities)
    for entry in root.entries("municipalities"):
        names = [entry.text(key, longest=100) for key in ("name", "name_sv", "name_en")]
        code = entry.text("code", longest=10)
        entry.number("lat", -90, 90)
        entry.number("lon", -180, 180)
        municipality = known_codes.municipalities.get(code) or known_codes.municipalities.get(names[0].casefold())
        if not names[0]:
            entry.fault("name", "is missing")
        elif municipality is None:
            entry.fault(
                "", f"neither the code {quoted(code)} nor the name {quoted(names[0])} is an official municipality"
            )
        else:
            for name in names:
                towns.setdefault(name.casefold(), municipality)
        entry.finish()
    return towns


def _town(entry: Entry, towns: dict[str, str]) -> str | None:
    """Return a municipality's code from its name or code; None for ``null``, the whole country."""
    name = entry.text("municipality", longest=100)
    if not name:
        return None
    if name.casefold() not in towns:
        entry.fault("municipality", f"{quoted(name)} is not known")
    return towns.get(name.casefold())


def _digest(entry: Entry) -> str:
    """Return a digest of the entry as it is, which may have faults such as characters that can't be encoded."""
    return hashlib.sha256(
        json.dumps(entry.data, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()


def _organisation(entry: Entry, known_codes: KnownCodes, towns: dict[str, str]) -> PoolOrganisation:
    names = dict(_by_language(entry, "name", 255, known_codes))
    descriptions = dict(_by_language(entry, "description", 20_000, known_codes))
    language = _organisation_language(entry, names, descriptions, known_codes)
    plain = entry.raw("name")
    if isinstance(plain, str):
        names = dict.fromkeys((language, *descriptions), entry.text("name", longest=255, required=True))
    if isinstance(entry.raw("description"), str):
        descriptions = {language: entry.text("description", longest=20_000, lines=True)}
    if not names.get(language):
        entry.fault("name", "is missing" if plain is None else f"is missing in {language}")
    entry.text("slug", longest=255)  # addresses are made of ids
    organisation = PoolOrganisation(
        id=entry.text("id", longest=100, required=True),
        digest=_digest(entry),
        source_language=language,
        names=names,
        descriptions=descriptions,
        type=entry.choice("type", known_codes.concepts[Vocabulary.ORGANISATION_TYPE]),
        municipality=_town(entry, towns),
        email=entry.email("email"),
        phone=entry.phone("phone"),
        website=entry.url("website"),
        business_id=_business_id(entry),
    )
    entry.finish()
    return organisation


def _business_id(entry: Entry) -> str:
    text = entry.text("business_id", longest=20)
    business_id = plain_business_id(text)
    if text and not is_business_id(business_id):
        entry.fault("business_id", f"{quoted(text)} is no Business ID")
    return business_id


def _by_language(entry: Entry, key: str, longest: int, known_codes: KnownCodes) -> Iterator[tuple[str, str]]:
    """Yield texts by language; a plain text is left to the caller."""
    if not entry.has(key) or isinstance(entry.raw(key), str):
        return
    texts = entry.below(key)
    for language in texts.names():
        if language not in known_codes.languages:
            texts.fault(named(language), "is no language of this service")
            continue
        text = texts.text(language, longest=longest, lines=key == "description")
        if text:
            yield language, text


def _organisation_language(
    entry: Entry, names: dict[str, str], descriptions: dict[str, str], known_codes: KnownCodes
) -> str:
    """Return the source language; by default Finnish if there is Finnish text, else the first language with text."""
    if entry.has("source_language"):
        return entry.choice("source_language", known_codes.languages)
    languages = [*descriptions, *names]
    return "fi" if "fi" in languages or not languages else languages[0]


def _listing(entry: Entry, known_codes: KnownCodes, towns: dict[str, str], organisations: set[str]) -> PoolListing:
    faults_before = len(entry.faults)
    price_type, price_eur = _price(entry.below("price"))
    ages = entry.integer("age_from", 0, 120), entry.integer("age_to", 0, 120)
    if ages[0] is not None and ages[1] is not None and ages[1] < ages[0]:
        entry.fault("age_to", f"{ages[1]} is below age_from")
    language = entry.choice("source_language", known_codes.languages)
    level = entry.choice("required_level", RequiredLevel.values, default=RequiredLevel.NONE)
    municipality = _town(entry, towns)
    listing = PoolListing(
        id=entry.text("id", longest=100, required=True),
        digest=_digest(entry),
        organisation=_organisation_id(entry, organisations),
        source_language=language,
        texts=_texts(entry, language, known_codes),
        section=entry.choice("section", Section.values),
        format=entry.choice("format", known_codes.concepts[Vocabulary.FORMAT]),
        themes=entry.choices("themes", known_codes.concepts[Vocabulary.THEME], required=True),
        target_groups=entry.choices("target_groups", known_codes.concepts[Vocabulary.TARGET_GROUP]),
        accessibility=entry.choices("accessibility", known_codes.concepts[Vocabulary.ACCESSIBILITY]),
        required_level=level,
        level_language=read_level_language(entry, level),
        age_from=ages[0],
        age_to=ages[1],
        languages=tuple(read_spoken_languages(entry)),
        mode=entry.choice("mode", Mode.values, default=Mode.IN_PERSON),
        municipality=municipality,
        district=entry.text("district", longest=100),
        venue=_venue(entry, municipality),
        online_url=entry.url("online_url"),
        sensitive=entry.boolean("sensitive"),
        schedule=read_schedule(entry.below("schedule")),
        valid_until_offset=entry.offset("valid_until_offset"),
        price_type=price_type,
        price_eur=price_eur,
        sign_up=_sign_up(entry.below("sign_up")),
        childcare=entry.boolean("childcare"),
        children_welcome=entry.boolean("children_welcome"),
        contact_email=entry.email("contact_email"),
        contact_phone=entry.phone("contact_phone"),
        co_organisers=entry.choices("co_organisers", organisations),
        tags=tuple(read_tags(entry)),
    )
    entry.finish()
    if len(entry.faults) == faults_before:
        for key, what in broken_rules(listing, timezone.localdate()):
            entry.fault(key, what)
    return listing


def _organisation_id(entry: Entry, organisations: set[str]) -> str:
    value = entry.text("organisation", longest=100, required=True)
    if value and value not in organisations:
        entry.fault("organisation", f"there is no organisation {quoted(value)} in this file")
    return value


def _texts(entry: Entry, source: str, known_codes: KnownCodes) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    by_language = entry.below("text")
    for language in by_language.names():
        if language not in known_codes.languages:
            by_language.fault(named(language), "is no language of this service")
            continue
        text = by_language.below(language)
        texts[language] = {
            name: text.text(name, longest=longest, required=name == "title", lines=name == "description")
            for name, longest in TEXT_LENGTHS.items()
        }
        text.finish()
    if source and source not in by_language.data:
        by_language.fault("", f"there is no text in the source language {named(source)}")
    return texts


def _venue(entry: Entry, municipality: str | None) -> PoolVenue | None:
    if not entry.has("venue"):
        return None
    venue = entry.below("venue")
    if not entry.has("municipality"):
        venue.fault("", "a venue needs a municipality")
    read = PoolVenue(
        name=venue.text("name", longest=150, required=True),
        street=venue.text("street", longest=150),
        postal_code=_postal_code(venue),
        district=venue.text("district", longest=100),
        lat=venue.number("lat", -90, 90),
        lon=venue.number("lon", -180, 180),
        floor=venue.text("floor", longest=20),
        address_hidden=venue.boolean("address_hidden"),
    )
    if (read.lat is None) != (read.lon is None):
        venue.fault("lon" if read.lon is None else "lat", "one coordinate without the other")
    venue.finish()
    return read


def _postal_code(venue: Entry) -> str:
    code = plain_postal_code(venue.text("postal_code", longest=20))
    if code and not is_postal_code(code):
        venue.fault("postal_code", f"{quoted(code)} is no postal code (five digits, as text)")
    return code


def _price(price: Entry) -> tuple[str, Decimal | None]:
    kind = price.choice("type", PriceType.values, default=PriceType.FREE)
    amount = price.number("amount_eur", 0, 99_999)
    exact = Decimal(str(amount or 0)).quantize(Decimal("0.01"))
    if amount and not exact:
        price.fault("amount_eur", f"{amount:g} is less than a cent")
    elif kind == PriceType.PAID and not exact:
        price.fault("amount_eur", "what is paid for has a price above 0")
    elif kind == PriceType.FREE and exact:
        price.fault("amount_eur", f"{amount:g} euros is not free")
    price.finish()
    return kind, exact or None


def _sign_up(entry: Entry) -> PoolSignUp:
    sign_up = PoolSignUp(
        type=entry.choice("type", SignUpType.values, default=SignUpType.NONE),
        email=entry.email("email"),
        url=entry.url("url"),
        phone=entry.phone("phone"),
        deadline_offset=entry.offset("deadline_offset"),
        seats=entry.integer("seats", 1, 1_000_000),
    )
    entry.finish()
    return sign_up
