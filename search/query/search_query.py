"""``SearchQuery``: one search, checked, as pages, answers, feeds, saved searches and exports all mean it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode
from uuid import UUID

from listings.enums import RequiredLevel
from search.query.parameter import Parameter
from search.query.parameter_table import BY_NAME, DEFAULT_PAGE_SIZE, PARAMETERS, local_day
from search.query.parse import read_fields

if TYPE_CHECKING:
    from regions.models import Portal


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for, in which portal's scope, as of when.

    Tuples are sorted, and mean "or"; different fields mean "and". ``portal`` answers; ``portal_slugs`` (``portal=``)
    narrow the national one. ``language`` is the interface's, ``lang`` the language asked for in the address (or empty).
    ``codes``: what is chosen of the parameters whose values are codes of documents, by name (``{"theme": ("work",)}``);
    a name that nothing is chosen of isn't there. Made by ``from_parameters``; changed by ``with_`` and ``without``.
    """

    portal: Portal
    language: str
    now: datetime.datetime = field(compare=False)
    q: str = ""
    lang: str = ""
    portal_slugs: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    my_level: str = ""
    near: tuple[float, float] | None = None
    radius: float | None = None
    weekday: tuple[int, ...] = ()
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    time_from: datetime.time | None = None
    time_to: datetime.time | None = None
    sign_up_open: bool = False
    confirmed_within: int | None = None
    organisation: tuple[UUID, ...] = ()
    modified_since: datetime.datetime | None = None
    sort: str = ""
    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    facets: bool = True
    fields: tuple[str, ...] = ()

    @classmethod
    def from_parameters(
        cls, params: Any, *, portal: Portal, language: str, now: datetime.datetime, strict: bool
    ) -> Self:
        """Return the query that a QueryDict (or a mapping of name to list of values) asks for.

        ``now`` is aware. Raises ``InvalidQuery`` with every fault; with ``strict`` an unknown name is one too.
        """
        return cls(portal=portal, language=language, now=now, **read_fields(params, portal=portal, strict=strict))

    def to_parameters(self) -> list[tuple[str, str]]:
        """Return names and values in the canonical order, without what is at its default. Round trip."""
        pairs = []
        for parameter in PARAMETERS:
            value = self._value(parameter)
            if value == parameter.default:
                continue
            values = value if parameter.many else (value,)
            pairs += [(parameter.name, parameter.write(one)) for one in values]
        return pairs

    def querystring(self) -> str:
        """Return the canonical query string, without the question mark."""
        return urlencode(self.to_parameters())

    def with_(self, **changes: Any) -> Self:
        """Return a copy with other fields (``date_from``, ``weekday=(2,)``), on page 1 unless ``page`` is given.

        A parameter whose values are codes goes by its name: ``theme=("work",)``.
        """
        codes = {**changes.pop("codes", self.codes)}
        for name in [name for name in changes if name in BY_NAME and BY_NAME[name].is_code]:
            codes[name] = changes.pop(name)
        codes = {name: values for name, values in codes.items() if values}
        return dataclasses.replace(self, **{"page": 1, "codes": codes, **changes})

    def without(self, parameter: str, value: Any = None) -> Self:
        """Return a copy without a parameter, or without one of its values. What depends on it goes too."""
        known = BY_NAME[parameter]
        left = known.default
        if value is not None and known.many:
            left = tuple(one for one in self._value(known) if known.write(one) != known.write(value))
        changes = {known.name if known.is_code else known.field: left}
        if parameter == "near":
            changes |= {"radius": None, "sort": "" if self.sort == "distance" else self.sort}
        return self.with_(**changes)

    def chosen(self, parameter: str) -> tuple[str, ...]:
        """Return the values of a parameter that are chosen, as they stand in addresses."""
        known = BY_NAME[parameter]
        value = self._value(known)
        if value == known.default:
            return ()
        return tuple(known.write(one) for one in value) if known.many else (known.write(value),)

    def has(self, parameter: str, value: Any) -> bool:
        """Return whether a value of a parameter is chosen."""
        return BY_NAME[parameter].write(value) in self.chosen(parameter)

    def _value(self, parameter: Parameter) -> Any:
        return self.codes.get(parameter.name, ()) if parameter.is_code else getattr(self, parameter.field)

    @property
    def is_filtered(self) -> bool:
        """Whether anything besides words leaves documents out."""
        return any(self._value(one) != one.default for one in PARAMETERS if one.filters)

    @property
    def is_timed(self) -> bool:
        """Whether days or times of day are asked for; weekdays are a facet."""
        return any((self.date_from, self.date_to, self.time_from, self.time_to))

    @property
    def order(self) -> str:
        """The order in force: by relevance where there are words, else what comes next first."""
        if self.sort == "relevance" or not self.sort:
            return "relevance" if self.q else "next"
        return self.sort

    @property
    def text_language(self) -> str:
        """The language in which texts are shown and words are read."""
        return self.lang or self.language

    @property
    def today(self) -> datetime.date:
        return local_day(self.now)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def levels(self) -> tuple[str, ...]:
        """The required levels that suit ``my_level`` (that level or lower), or none if it isn't given."""
        return tuple(RequiredLevel.up_to(self.my_level)) if self.my_level else ()

    def document_codes(self, parameter: str) -> list[str]:
        """Return the documents' codes that a parameter asks for: ``theme=work`` is ``theme:work``."""
        return [f"{parameter}:{value}" for value in self.codes.get(parameter, ())]
