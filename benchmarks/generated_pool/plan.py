"""Entries of a pool from a seed, one organisation with its activities at a time. No database, no clock.

Every organisation and every activity has its own generator of random numbers, seeded with the seed and its number, so
that nothing depends on the size of the pool or on earlier entries.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any, TypeVar

from benchmarks.generated_pool.schedules import plan_schedule
from benchmarks.generated_pool.texts import Kind, Texts, Words, texts
from kototori.demo.pool.schema import PoolListing, PoolOrganisation, PoolSignUp, PoolVenue
from listings.enums import ListingStatus, Mode, OrganisationStatus, PriceType, RequiredLevel, SignUpType

_IDS = uuid.UUID("2b8f41a6-6f3c-4c53-9d0e-7a1c55d0e9b4")
#: Thousands of inhabitants where the file says nothing.
_SMALL_TOWN = 6.0
_LARGEST_ORGANISATION = 40
#: Which share of activities has a version in each language that it isn't written in.
_TRANSLATED = {"fi": 0.9, "sv": 0.21, "en": 0.3, "ru": 0.1, "ar": 0.1}

_One = TypeVar("_One")


@dataclass(frozen=True)
class Town:
    """A municipality: ``name`` in Finnish, its central point in degrees."""

    code: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class PlannedActivity:
    """An activity and the events of its life. Days are counted back from today."""

    key: uuid.UUID
    entry: PoolListing
    status: str
    status_reason: str
    created_days_ago: int
    confirmed_days_ago: int


@dataclass(frozen=True)
class PlannedOrganisation:
    key: uuid.UUID
    entry: PoolOrganisation
    status: str
    joined_days_ago: int
    activities: tuple[PlannedActivity, ...]


class Plan:
    """The pool of a seed among these towns."""

    def __init__(self, seed: int, towns: Sequence[Town]) -> None:
        self.seed, self.towns, self.texts = seed, towns, texts()
        self._town_weights = list(accumulate(self.texts.inhabitants.get(town.code, _SMALL_TOWN) for town in towns))
        self._kind_weights = list(accumulate(kind.weight for kind in self.texts.kinds))

    def organisations(self, activities: int) -> Iterator[PlannedOrganisation]:
        """Yield organisations until they have so many activities together; the last one may have fewer than planned."""
        count = number = 0
        while count < activities:
            number += 1
            random = self._random("organisation", number)
            size = min(1 + int(random.expovariate(1 / 2.6)), _LARGEST_ORGANISATION, activities - count)
            yield self._organisation(number, random, range(count + 1, count + size + 1))
            count += size

    def _random(self, what: str, number: int) -> Random:
        return Random(f"{self.seed}/{what}/{number}")  # noqa: S311  (the same pool for the same seed, no secret)

    def key(self, what: str, number: int) -> uuid.UUID:
        return uuid.uuid5(_IDS, f"{self.seed}/{what}/{number}")

    def _organisation(self, number: int, random: Random, activities: range) -> PlannedOrganisation:
        town = self._town(random)
        kind, patterns = _weighted(random, [((name, names), weight) for name, weight, names in _types(self.texts)])
        name = random.choice(patterns).format(
            first=random.choice(self.texts.first_names), name=random.choice(self.texts.names), town=town.name
        )
        languages = ["fi", *(code for code in ("sv", "en") if random.random() < 0.3)]
        entry = PoolOrganisation(
            id=f"O{number:06}",
            digest="",
            source_language="fi",
            names=dict.fromkeys(languages, name),
            descriptions={code: self.texts.organisation_description[code] for code in languages},
            type=kind,
            municipality=town.code,
            email=f"toimisto@jarjesto{number}.example.org",
            phone="",
            website=f"https://jarjesto{number}.example.org/" if random.random() < 0.8 else "",
        )
        venues = [self._venue(random, town) for _ in range(random.choice((1, 1, 2, 3)))]
        return PlannedOrganisation(
            key=self.key("organisation", number),
            entry=entry,
            status=OrganisationStatus.SUSPENDED if random.random() < 0.01 else OrganisationStatus.JOINED,
            joined_days_ago=random.randrange(300, 1500),
            activities=tuple(self._activity(activity, entry, town, venues) for activity in activities),
        )

    def _town(self, random: Random) -> Town:
        return random.choices(self.towns, cum_weights=self._town_weights)[0]

    def _venue(self, random: Random, town: Town) -> PoolVenue:
        district = random.choice(self.texts.districts)
        return PoolVenue(
            name=f"{random.choice(self.texts.venues).capitalize()}, {district}",
            street=f"{random.choice(self.texts.streets)} {random.randrange(1, 200)}",
            postal_code=f"{random.randrange(100, 99_000):05}",
            district=district,
            lat=round(town.lat + random.gauss(0, 0.02), 5),
            lon=round(town.lon + random.gauss(0, 0.04), 5),
            floor=random.choice(("", "", "", "1", "2", "3")),
            address_hidden=False,
        )

    def _activity(
        self, number: int, organisation: PoolOrganisation, town: Town, venues: Sequence[PoolVenue]
    ) -> PlannedActivity:
        random = self._random("activity", number)
        kind = random.choices(self.texts.kinds, cum_weights=self._kind_weights)[0]
        entry = self._entry(number, random, kind, organisation, town, venues)
        status, reason = _status(random, self.texts)
        confirmed = random.randrange(181, 400) if random.random() < 0.06 else int(random.triangular(0, 179, 30))
        return PlannedActivity(
            key=self.key("activity", number),
            entry=entry,
            status=status,
            status_reason=reason,
            created_days_ago=confirmed + random.randrange(0, 300),
            confirmed_days_ago=confirmed,
        )

    def _entry(
        self,
        number: int,
        random: Random,
        kind: Kind,
        organisation: PoolOrganisation,
        town: Town,
        venues: Sequence[PoolVenue],
    ) -> PoolListing:
        sensitive = random.random() < kind.sensitive
        mode = _mode(random, kind)
        place = None if mode in (Mode.ONLINE, Mode.PHONE) else random.choice(venues)
        if place is not None and sensitive and random.random() < 0.8:
            place = PoolVenue(**{**vars(place), "address_hidden": True})
        level = random.choice(kind.levels)
        groups, languages, endings = self._audience(random, kind)
        swedish = random.random() < (0.3 if town.code in self.texts.swedish_towns else 0.03)
        source = "sv" if swedish else "en" if random.random() < 0.02 else "fi"
        price, amount = _price(random, kind)
        return PoolListing(
            id=f"A{number:07}",
            digest="",
            organisation=organisation.id,
            source_language=source,
            texts=self._texts(random, kind, source, endings),
            section=kind.section,
            format=kind.format,
            themes=kind.themes,
            target_groups=groups,
            accessibility=_accessibility(random),
            required_level=level,
            level_language="" if level == RequiredLevel.NONE else kind.level_language,
            age_from=kind.ages[0] if kind.ages else None,
            age_to=kind.ages[1] if kind.ages else None,
            languages=languages,
            mode=mode,
            municipality=None if place is None and random.random() < 0.5 else town.code,
            district=place.district if place else "",
            venue=place,
            online_url=f"https://video.example.org/{number}" if mode in (Mode.ONLINE, Mode.HYBRID) else "",
            sensitive=sensitive,
            schedule=plan_schedule(random, kind.format),
            valid_until_offset=None,
            price_type=price,
            price_eur=amount,
            sign_up=_sign_up(random, kind, organisation.email),
            childcare=random.random() < kind.childcare,
            children_welcome=random.random() < kind.children,
            contact_email=f"ryhma{number}@{organisation.email.partition('@')[2]}",
            contact_phone="",
            co_organisers=(),
            tags=tuple(sorted(random.sample(self.texts.tags, random.choice((1, 2))))) if random.random() < 0.2 else (),
        )

    def _audience(self, random: Random, kind: Kind) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], list[Words]]:
        """Return target groups, languages spoken there with their roles, and what both add to the title."""
        groups, endings = kind.target_groups, []
        languages = [(language, "main") for language in kind.spoken]
        if groups == ("all",) and random.random() < 0.2:
            group, words = random.choice(self.texts.audiences)
            groups, endings = (group,), [words]
        if random.random() < 0.4:
            other = _weighted(random, [(choice, choice.weight) for choice in self.texts.spoken])
            is_named = random.random() < 0.4
            languages.append((other.language, "main" if is_named else random.choice(("support", "interpretation"))))
            endings += [other.words] if is_named else []
        return groups, tuple(languages), endings

    def _texts(self, random: Random, kind: Kind, source: str, endings: list[Words]) -> dict[str, dict[str, str]]:
        """Return title, summary and description in the source language and in those of its translations."""
        title = random.choice(kind.titles)
        name = f" {random.choice(self.texts.names)}" if random.random() < 0.5 else ""
        sentences = random.sample(self.texts.sentences, random.randrange(1, 5))
        codes = [code for code in self.texts.languages if code == source or random.random() < _TRANSLATED[code]]
        summarised = random.random() < 0.3
        return {
            code: {
                "title": " ".join([title[code] + name, *(words[code] for words in endings)]),
                "summary": kind.about[code] if summarised else "",
                "description": " ".join([kind.about[code], *(words[code] for words in sentences)]),
            }
            for code in codes
        }


def _types(texts: Texts) -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    return texts.organisation_types


def _weighted(random: Random, choices: Sequence[tuple[Any, float]]) -> Any:
    return random.choices([value for value, _weight in choices], [weight for _value, weight in choices])[0]


def _status(random: Random, texts: Texts) -> tuple[str, str]:
    share = random.random()
    for status, limit in ((ListingStatus.PAUSED, 0.03), (ListingStatus.CANCELLED, 0.05), (ListingStatus.ENDED, 0.07)):
        if share < limit:
            return status, random.choice(texts.reasons.get(status, ("",)))
    return ListingStatus.ACTIVE, ""


def _mode(random: Random, kind: Kind) -> str:
    if kind.modes != ("in_person",):
        return random.choice(kind.modes)
    return random.choices((Mode.IN_PERSON, Mode.ONLINE, Mode.HYBRID, Mode.PHONE), (90, 5, 3, 2))[0].value


def _accessibility(random: Random) -> tuple[str, ...]:
    shares = {"wheelchair": 0.45, "accessible_toilet": 0.2, "induction_loop": 0.04, "quiet_space": 0.03}
    return tuple(code for code, share in shares.items() if random.random() < share)


def _price(random: Random, kind: Kind) -> tuple[str, Decimal | None]:
    share = random.random()
    if share < kind.paid:
        return PriceType.PAID, Decimal(f"{random.choice((1, 2, 3, 5, 10, 15, 20, 25, 30, 45))}.00")
    return (PriceType.DONATION if share < kind.paid + 0.01 else PriceType.FREE), None


def _sign_up(random: Random, kind: Kind, email: str) -> PoolSignUp:
    type_ = random.choice(kind.sign_up)
    required = type_ == SignUpType.REQUIRED
    return PoolSignUp(
        type=type_,
        email="" if type_ == SignUpType.NONE else email,
        url="",
        phone="",
        deadline_offset=random.randrange(-20, 60) if required and random.random() < 0.5 else None,
        seats=random.choice((8, 10, 12, 15, 20, 30)) if required and random.random() < 0.5 else None,
    )
