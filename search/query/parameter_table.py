"""The list parameters of the public interface (``/api/v1/``, finder, saved searches), one row each, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as N_

from listings.enums import RequiredLevel
from search.query import value_formats as formats

SORTS = ("relevance", "next", "distance", "modified", "title")
DEFAULT_PAGE_SIZE = 20
#: Results that can be paged through. A copy of all of them is read with ``modified_since``.
MAX_OFFSET = 10_000
#: The most values that one parameter may have.
MAX_VALUES = 100


@dataclass(frozen=True)
class Parameter:
    """One list parameter: its name in addresses, the format of its values, its field in ``SearchQuery``, its role.

    ``many``: may be repeated, which means "or"; its value is then a sorted tuple. ``filters``: documents without its
    value are left out. ``is_code``: its values are codes of documents (``theme=work`` is ``theme:work``), kept in
    ``SearchQuery.codes``; all others have a field of their own. ``facet``: results are counted by its values.
    ``vocabulary``: the vocabulary of which its values are concepts. ``lifts``: how much a word of a query that names
    one of its values adds to the rank, where a theme adds 1; 0: words are not taken for its values. ``label``: for
    people, where it has one; ``description``: for programmers.
    """

    name: str
    field: str
    read: formats.Reader
    write: formats.Writer = str
    many: bool = False
    filters: bool = True
    default: object = None
    is_code: bool = False
    facet: bool = False
    lifts: float = 0.0
    vocabulary: str = ""
    label: str = ""
    description: str = ""


def _many(name: str, read: formats.Reader, **more: Any) -> Parameter:
    return Parameter(name, name, read, many=True, default=(), **more)


def _code(
    name: str, read: formats.Reader, label: str, description: str, *, facet: bool = True, **more: Any
) -> Parameter:
    more |= {"label": label, "description": description}
    return Parameter(name, "codes", read, many=True, default=(), is_code=True, facet=facet, **more)


def _vocabulary(name: str, label: str, description: str, *, lifts: float) -> Parameter:
    """Return a parameter whose values are the concepts of a vocabulary."""
    return _code(name, formats.concept_of(name), label, description, vocabulary=name, lifts=lifts)


PARAMETERS = (
    Parameter(
        "q",
        "q",
        formats.read_text,
        filters=False,
        default="",
        label=N_("Search words"),
        description="What to look for, in any of the languages, as people type it.",
    ),
    Parameter(
        "lang",
        "lang",
        formats.read_content_language,
        filters=False,
        default="",
        label=N_("Language"),
        description="Language of texts, labels and messages; the portal's first without it.",
    ),
    Parameter(
        "portal",
        "portal_slugs",
        formats.read_slug,
        many=True,
        default=(),
        label=N_("Region"),
        description="On the national host: only what these portals show. Elsewhere only the host's own portal.",
    ),
    _vocabulary(
        "section",
        N_("Who it is for"),
        "For newcomers (`activity`) or for professionals and volunteers (`professional`).",
        lifts=0.3,
    ),
    _vocabulary("theme", N_("Theme"), "What it is about; a broader theme has the narrower ones in it.", lifts=1.0),
    _vocabulary("target_group", N_("For whom"), "Whom it is meant for.", lifts=0.8),
    _vocabulary("format", N_("Type of activity"), "What kind of activity it is.", lifts=0.5),
    _vocabulary("required_level", N_("Language skills you need"), "The language level that one needs.", lifts=0.6),
    Parameter(
        "my_level",
        "my_level",
        formats.one_of(*RequiredLevel.values),
        default="",
        vocabulary="required_level",
        label=N_("What I know of the language"),
        description="One's own language level: this level or a lower one suits.",
    ),
    _code(
        "activity_language",
        formats.read_spoken_language,
        N_("Languages spoken there"),
        "Spoken there: BCP 47 tags.",
        lifts=0.9,
        vocabulary="activity_language",
    ),
    _vocabulary("mode", N_("How to take part"), "How one takes part.", lifts=0.7),
    _vocabulary("price", N_("Price"), "Free, with a price, or as much as one can pay.", lifts=0.7),
    _vocabulary("sign_up", N_("Sign-up"), "How one gets in.", lifts=0.6),
    _vocabulary("children", N_("Bringing children"), "Bringing children.", lifts=0.8),
    _vocabulary("accessibility", N_("Accessibility"), "What the place or the activity offers.", lifts=0.9),
    _code(
        "municipality", formats.read_municipality, N_("Municipality"), "Official codes of municipalities, three digits."
    ),
    _code("area", formats.read_area, N_("Area"), "Official areas by kind and code; see `/areas`.", facet=False),
    _code("district", formats.read_name, N_("Part of town"), "Part of town, as the answers have it."),
    Parameter(
        "near",
        "near",
        formats.read_position,
        formats.position_text,
        filters=False,
        label=N_("Near"),
        description="Latitude and longitude in WGS 84 degrees. Adds `distance_km` to each result.",
    ),
    Parameter(
        "radius",
        "radius",
        formats.read_radius,
        formats.number_text,
        label=N_("Distance in kilometres"),
        description="Kilometres around `near`.",
    ),
    _many(
        "weekday",
        formats.read_weekday,
        facet=True,
        lifts=0.9,
        vocabulary="weekday",
        label=N_("Day of the week"),
        description="1 is Monday, 7 is Sunday.",
    ),
    Parameter(
        "from",
        "date_from",
        formats.read_date,
        label=N_("From this day"),
        description="Takes place on this day or later.",
    ),
    Parameter(
        "to",
        "date_to",
        formats.read_date,
        label=N_("Until this day"),
        description="Takes place on this day or earlier.",
    ),
    Parameter(
        "time_from",
        "time_from",
        formats.read_time,
        formats.time_text,
        label=N_("Not before"),
        description="Begins at this time of day or later.",
    ),
    Parameter(
        "time_to",
        "time_to",
        formats.read_end_time,
        formats.end_time_text,
        label=N_("Not after"),
        description="Is over by this time of day, on the day it begins; `24:00` (or `00:00`) is the end of the day.",
    ),
    Parameter(
        "sign_up_open",
        "sign_up_open",
        formats.read_truth,
        formats.truth_text,
        default=False,
        label=N_("Sign-up is still open"),
        description="Only where one can still get in.",
    ),
    Parameter(
        "confirmed_within",
        "confirmed_within",
        formats.read_days,
        label=N_("Checked within days"),
        description="Vouched for within this many days.",
    ),
    _code("text_in", formats.read_content_language, N_("Text in"), "Has text in one of these languages."),
    _many("organisation", formats.read_uuid, label=N_("Organiser"), description="Ids of organisations."),
    Parameter(
        "modified_since",
        "modified_since",
        formats.read_moment,
        formats.moment_text,
        label=N_("Changed since"),
        description="Changed at this moment or later; for copies that are kept up to date.",
    ),
    Parameter(
        "sort",
        "sort",
        formats.one_of(*SORTS),
        filters=False,
        default="",
        label=N_("Order"),
        description="`relevance` where there are words in `q`, else `next`. `distance` needs `near`.",
    ),
    Parameter(
        "page",
        "page",
        formats.read_page,
        filters=False,
        default=1,
        label=N_("Page"),
        description="Counted from 1. Only the first 10,000 results can be paged through.",
    ),
    Parameter(
        "page_size",
        "page_size",
        formats.read_page_size,
        filters=False,
        default=DEFAULT_PAGE_SIZE,
        label=N_("Results on a page"),
        description="Results on a page.",
    ),
    Parameter(
        "facets",
        "facets",
        formats.read_truth,
        formats.truth_text,
        filters=False,
        default=True,
        description="Adds counts of what each value of each filter would give.",
    ),
    Parameter(
        "fields",
        "fields",
        formats.read_fields,
        formats.fields_text,
        filters=False,
        default=(),
        description="Keys of an item, separated by commas; the others are left out.",
    ),
)
BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}
#: Names of facets in the order in which faces show them.
FACETS = tuple(parameter.name for parameter in PARAMETERS if parameter.facet)
#: Facets that are counted by the codes of documents; weekdays are counted by occurrences.
CODE_FACETS = tuple(parameter.name for parameter in PARAMETERS if parameter.facet and parameter.is_code)
