"""Types of ``Document.texts`` and ``Document.facts``: builders write these keys, faces read them.

Of a listing with a hidden address only the municipality is in the document: no venue, floor, district, place details,
position or meeting address. So no face can show them by mistake.
"""

from typing import Literal, TypedDict


class ListingTexts(TypedDict):
    """One language version's texts. Only public versions are here, the source first.

    Empty string = not given, or outdated: what an original says no longer isn't in the document, so that no face can
    show it by mistake.
    """

    title: str
    summary: str
    """Falls back to the description's first sentence."""
    description: str
    """Clean HTML. A paragraph that is outdated is the original's, with ``lang`` and ``dir``."""
    audience: str
    place_details: str
    schedule_details: str
    price_details: str
    sign_up_details: str
    accessibility_details: str
    image_alt: str
    machine_translated: bool
    outdated: dict[str, str]
    """By text, the ISO date on which the original changed; empty where that isn't known."""


class SpokenLanguage(TypedDict):
    language: str
    role: Literal["main", "support", "interpretation"]


class OrganisationReference(TypedDict):
    id: str
    names: dict[str, str]
    """Name per language that the organisation has a public version in, without outdated ones."""
    source_language: str
    outdated: dict[str, str]
    """By language in which the name is outdated, the ISO date on which the original's changed; empty where unknown."""


class VenueFact(TypedDict):
    name: str
    street: str
    postal_code: str
    floor: str


class SignUpFact(TypedDict):
    type: Literal["none", "contact", "required"]
    deadline: str | None
    """ISO date, the last day on which one can sign up."""
    url: str
    email: str
    phone: str
    seats: int | None


class PriceFact(TypedDict):
    type: Literal["free", "paid", "donation"]
    amount_eur: str | None
    """Decimal as text, two digits."""


class ContactFact(TypedDict):
    role: str
    name: str
    """A person's name only with consent and within its time."""
    phone: str
    email: str
    until: str | None
    """ISO date after which this contact must not be shown; compared at read time."""


class ImageFact(TypedDict):
    id: int


class CancelledFact(TypedDict):
    date: str
    reason: str


class ListingFacts(TypedDict):
    """Facts shared by all languages, codes for concepts; municipality and areas are in the document's own columns."""

    organisation: OrganisationReference
    co_organisers: list[OrganisationReference]
    format: str
    themes: list[str]
    target_groups: list[str]
    age_from: int | None
    age_to: int | None
    required_level: str
    level_language: str
    languages: list[SpokenLanguage]
    mode: str
    price: PriceFact
    sign_up: SignUpFact
    children: list[str]
    """``childcare``, ``children_welcome``."""
    accessibility: list[str]
    venue: VenueFact | None
    district: str
    position_known: bool
    """Whether the document's position is the venue's own; else it is the municipality's central point."""
    online_url: str
    sensitive: bool
    address_hidden: bool
    schedule: dict[str, object]
    """``Schedule.to_json()``, cancelled dates included."""
    cancelled: list[CancelledFact]
    status_reason: str
    contacts: list[ContactFact]
    image: ImageFact | None
    tags: list[str]
    home_portal: str
    """Slug of the portal whose coordinator answers for it."""
    canonical_portal: str
    """Slug of the portal with the canonical address: the home portal if it shows the listing, else the national one."""


class OrganisationTexts(TypedDict):
    title: str
    summary: str
    description: str
    machine_translated: bool
    outdated: dict[str, str]


class OrganisationFacts(TypedDict):
    type: str
    email: str
    phone: str
    website: str
    image: ImageFact | None
    home_portal: str
