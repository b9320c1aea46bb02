"""The list parameters of the public interface (``/api/v1/``, finder, saved searches), one row each, in their order."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from listings.enums import RequiredLevel
from search.query import readers

SORTS = ("relevance", "next", "distance", "modified", "title")
DEFAULT_PAGE_SIZE = 20
#: Whoever wants more than this many rows reads them with ``modified_since``, not by paging.
MAX_OFFSET = 10_000
#: Values that one parameter may have.
MAX_VALUES = 100


@dataclass(frozen=True)
class Parameter:
    """A name in addresses, the field of ``SearchQuery`` that holds it, and how its text is read and written.

    ``many``: may be repeated, meaning "or"; the field is then a sorted tuple. ``filters``: leaves documents out.
    """

    name: str
    field: str
    read: readers.Reader
    write: Callable[[Any], str] = str
    many: bool = False
    filters: bool = True
    default: object = None


def _many(name: str, read: readers.Reader, write: Callable[[Any], str] = str) -> Parameter:
    return Parameter(name, name, read, write, many=True, default=())


def _vocabulary(name: str) -> Parameter:
    return _many(name, readers.concept_of(name))


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _decimal(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _position(value: tuple[float, float]) -> str:
    return ",".join(_decimal(degrees) for degrees in value)


def _time(value: datetime.time) -> str:
    return value.strftime("%H:%M")


def _moment(value: datetime.datetime) -> str:
    return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def local_day(moment: datetime.datetime) -> datetime.date:
    """Return the day that it is in Finland at ``moment``."""
    return timezone.localdate(moment, timezone.get_default_timezone())


PARAMETERS = (
    Parameter("q", "q", readers.read_text, filters=False, default=""),
    Parameter("lang", "lang", readers.read_content_language, filters=False, default=""),
    Parameter("portal", "portal_slugs", readers.read_slug, many=True, default=()),
    _vocabulary("section"),
    _vocabulary("theme"),
    _vocabulary("target_group"),
    _vocabulary("format"),
    _vocabulary("required_level"),
    Parameter("my_level", "my_level", readers.one_of(*RequiredLevel.values), default=""),
    _many("activity_language", readers.read_spoken_language),
    _vocabulary("mode"),
    _vocabulary("price"),
    _vocabulary("sign_up"),
    _vocabulary("children"),
    _vocabulary("accessibility"),
    _many("municipality", readers.read_municipality),
    _many("area", readers.read_area),
    _many("district", readers.read_name),
    Parameter("near", "near", readers.read_position, _position, filters=False),
    Parameter("radius", "radius", readers.read_radius, _decimal),
    _many("weekday", readers.read_weekday),
    Parameter("from", "date_from", readers.read_date),
    Parameter("to", "date_to", readers.read_date),
    Parameter("time_from", "time_from", readers.read_time, _time),
    Parameter("time_to", "time_to", readers.read_time, _time),
    Parameter("sign_up_open", "sign_up_open", readers.read_truth, _truth, default=False),
    Parameter("confirmed_within", "confirmed_within", readers.read_days),
    _many("text_in", readers.read_content_language),
    _many("organisation", readers.read_uuid),
    Parameter("modified_since", "modified_since", readers.read_moment, _moment),
    Parameter("sort", "sort", readers.one_of(*SORTS), filters=False, default=""),
    Parameter("page", "page", readers.read_page, filters=False, default=1),
    Parameter("page_size", "page_size", readers.read_page_size, filters=False, default=DEFAULT_PAGE_SIZE),
    Parameter("facets", "facets", readers.read_truth, _truth, filters=False, default=True),
    Parameter("fields", "fields", readers.read_fields, ",".join, filters=False, default=()),
)
BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}
#: Parameters whose values are codes of documents: ``theme=work`` is the code ``theme:work``.
CODE_PARAMETERS = (
    "section",
    "theme",
    "target_group",
    "format",
    "required_level",
    "activity_language",
    "mode",
    "price",
    "sign_up",
    "children",
    "accessibility",
    "municipality",
    "area",
    "district",
    "text_in",
)
