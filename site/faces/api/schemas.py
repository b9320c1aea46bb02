"""Schemas of activities and organisations in the OpenAPI document. Their descriptions are part of the contract."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field


def _nothing_required(schema: dict[str, Any]) -> None:
    """``fields`` may leave out any key."""
    schema.pop("required", None)


#: Texts here whose original has changed since they were translated.
Outdated = Annotated[
    dict[str, datetime.date | None],
    Field(
        description="Texts here that were translated before the original changed, with the day of the change (null "
        "where it isn't known). What is given is the original's; of a `description`, the paragraphs that have `lang`"
    ),
]


class Reference(Schema):
    id: UUID
    name: str
    name_lang: str
    outdated: Outdated


class MunicipalityName(Schema):
    code: Annotated[str, Field(description="Official code of three digits", examples=["049"])]
    name: Annotated[str, Field(description="In `lang` where it has such a name, else in Finnish")]


class Price(Schema):
    type: Literal["free", "paid", "donation"]
    amount_eur: Annotated[float | None, Field(description="0 where it is free, null where nobody has said it")]


class OccurrenceOut(Schema):
    date: Annotated[datetime.date, Field(description="Finnish day on which it begins")]
    starts_at: datetime.datetime
    ends_at: Annotated[datetime.datetime | None, Field(description="Null where no end is known")]
    all_day: bool
    cancelled: Annotated[bool, Field(description="Doesn't take place: this date, or the whole activity now")]


class TextAddress(Schema):
    lang: str
    url: Annotated[str | None, Field(description="Null where the home portal doesn't have the language")]


class ActivityItem(Schema):
    """One activity in a list. `fields` chooses among these keys; without it all of them are there."""

    model_config = ConfigDict(json_schema_extra=_nothing_required)

    id: Annotated[UUID, Field(description="The same in every language and portal")]
    source_id: Annotated[str, Field(description="Its id where it was loaded from; empty if it was written here")]
    url: Annotated[str, Field(description="Canonical page: in `lang` where there is text in it, else in the source's")]
    title: str
    title_lang: str
    summary: str
    summary_lang: str
    source_language: Annotated[str, Field(description="Language in which the organiser wrote it")]
    section: Literal["activity", "professional"]
    organisation: Reference
    municipality: Annotated[MunicipalityName | None, Field(description="Null: the whole country")]
    district: str | None
    mode: Literal["in_person", "online", "hybrid", "phone"]
    themes: list[str]
    target_groups: list[str]
    format: str | None
    required_level: Literal["none", "A0", "A1", "A2", "B1", "B2"]
    activity_languages: Annotated[list[str], Field(description="BCP 47 tags of the languages spoken there")]
    price: Price
    sign_up: Literal["none", "contact", "required"]
    sign_up_deadline: Annotated[datetime.date | None, Field(description="The last day on which one can sign up")]
    children: list[Literal["childcare", "children_welcome"]]
    accessibility: list[str]
    next_occurrence: Annotated[
        OccurrenceOut | None,
        Field(description="The next time that fits the question; null by agreement, and while it doesn't take place"),
    ]
    schedule: Annotated[str, Field(description="All about its times, in words, in `lang`")]
    status: Literal["active", "paused", "cancelled"]
    paused_until: Annotated[
        datetime.date | None, Field(description="The last day of its break; null where nobody knows it, or without one")
    ]
    confirmed_on: Annotated[datetime.date, Field(description="When somebody last vouched for it")]
    machine_translated: Annotated[bool, Field(description="Whether the title and the texts here are a machine's")]
    outdated: Outdated
    modified: datetime.datetime


class DistantItem(ActivityItem):
    """`distance_km` is there where `near` was asked for; null where its place isn't known.

    That is so for what takes place nowhere, and where the address is hidden or nobody has said it.
    """

    distance_km: float | None = None


class Venue(Schema):
    name: str
    street: str
    postal_code: str
    floor: str


class Position(Schema):
    lat: float
    lon: float


class SpokenLanguageOut(Schema):
    language: str
    role: Literal["main", "support", "interpretation"]


class SignUpFacts(Schema):
    deadline: datetime.date | None
    url: str
    email: str
    phone: str
    seats: int | None


class ContactDetails(Schema):
    role: str
    name: Annotated[str, Field(description="A person's name only with consent and within its time")]
    phone: str
    email: str


class ImageOut(Schema):
    url: str
    width: int
    height: int
    alt: Annotated[str, Field(description="What it shows; empty where it only adorns")]
    alt_lang: str


class CancelledDateOut(Schema):
    date: datetime.date
    reason: str


class ActivityDetail(ActivityItem):
    """Everything public about one activity. Empty: not given. Of a hidden address only the municipality is here."""

    description: Annotated[str, Field(description="Plain text")]
    description_html: Annotated[
        str,
        Field(
            description="Clean HTML: p, br, b, strong, i, em, ul, ol, li, a, h3; `lang` and `dir` on a p, li, h3 or "
            "span in another language than the description"
        ),
    ]
    audience: str
    place_details: str
    schedule_details: str
    price_details: str
    sign_up_details: str
    accessibility_details: str
    text_languages: Annotated[dict[str, str], Field(description="The language of each of these texts that is given")]
    languages: Annotated[list[TextAddress], Field(description="Languages with text, the source first")]
    age_from: int | None
    age_to: int | None
    level_language: Annotated[str | None, Field(description="The language of which `required_level` is needed")]
    spoken_languages: list[SpokenLanguageOut]
    address_hidden: bool
    venue: Venue | None
    position: Position | None
    online_url: str
    sign_up_facts: SignUpFacts
    contacts: list[ContactDetails]
    image: ImageOut | None
    co_organisers: list[Reference]
    status_reason: Annotated[str, Field(description="Why it is paused or cancelled, in the source language")]
    cancelled_dates: list[CancelledDateOut]
    tags: list[str]


class FacetOut(Schema):
    code: str
    label: str
    count: int
    selected: bool


class InterpretationOut(Schema):
    """Words of `q` that were taken for a parameter."""

    parameter: str
    value: str
    label: str
    words: Annotated[str, Field(description="As typed")]
    filters: Annotated[bool, Field(description="Whether it leaves out what lacks it, or only lifts what has it")]


class CorrectedWordOut(Schema):
    typed: str
    meant: str


class CorrectionOut(Schema):
    """What was searched in place of `q`, where `q` has misspelled words."""

    q: Annotated[str, Field(description="The words that were searched")]
    as_typed: Annotated[
        str, Field(description="A `q` that searches the words as typed: those that were corrected in quotation marks")
    ]
    words: Annotated[list[CorrectedWordOut], Field(description="The words that were corrected, in their order")]


class PageOfResults(Schema):
    count: int
    page: int
    page_size: int
    next: Annotated[str | None, Field(description="Address of the next page; null on the last")]
    previous: str | None


class IgnoredParameter(Schema):
    parameter: str
    message: Annotated[str, Field(description="Why it had no effect, for people, in `lang`")]


class ActivityList(PageOfResults):
    facets: Annotated[
        dict[str, list[FacetOut]],
        Field(description="With `facets=true`: by parameter, each counted as if it were not filtered by itself"),
    ]
    interpreted: list[InterpretationOut]
    unapplied: Annotated[
        list[InterpretationOut],
        Field(description="Filters that words of `q` named, and with which nothing would be found: they only lift"),
    ]
    ignored: Annotated[
        list[IgnoredParameter],
        Field(description="Parameters that had no effect: a `q` without a single word, such as `!!!`. Else empty"),
    ]
    corrected: Annotated[
        CorrectionOut | None,
        Field(description="Null where every word of `q` was searched as typed. `interpreted` has words of its `q`"),
    ]
    did_you_mean: Annotated[
        str | None,
        Field(description="A correction that was not made, in languages without a dictionary such as Somali"),
    ]
    missing: Annotated[list[str], Field(description="Words of `q` that nothing has that the portal shows")]
    near: Annotated[
        list[DistantItem],
        Field(
            description="Where missing words prevail there are no `results`. At most ten activities that fit the other "
            "words stand here, best first: on the first page, in the order of relevance. Nothing counts them"
        ),
    ]
    results: list[DistantItem]


class OccurrenceList(PageOfResults):
    results: list[OccurrenceOut]


class OrganisationItem(Schema):
    """One organisation in a list. `fields` chooses among these keys; without it all of them are there."""

    model_config = ConfigDict(json_schema_extra=_nothing_required)

    id: UUID
    source_id: str
    url: str
    name: str
    name_lang: str
    summary: str
    summary_lang: str
    source_language: str
    type: Annotated[str | None, Field(description="A code of the vocabulary `organisation_type`")]
    municipality: MunicipalityName | None
    email: str
    phone: str
    website: str
    activity_count: Annotated[int, Field(description="Activities that the answering portal shows now")]
    machine_translated: bool
    outdated: Outdated
    modified: datetime.datetime


class OrganisationDetail(OrganisationItem):
    description: str
    description_html: str
    description_lang: str
    languages: list[TextAddress]


class OrganisationList(PageOfResults):
    results: list[OrganisationItem]
