"""``SearchQuery``: one validated search, for pages, the API, feeds, saved searches and exports alike."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode
from uuid import UUID

from listings.enums import RequiredLevel
from search.query.parameter_table import BY_NAME, DEFAULT_PAGE_SIZE, PARAMETERS, Parameter
from search.query.parse import parse_parameters
from search.query.value_formats import local_day

if TYPE_CHECKING:
    from regions.models import Portal


@dataclass(frozen=True)
class SearchQuery:
    """A search in a portal's scope at the moment ``now``.

    Tuples are sorted and mean "or"; different fields mean "and". ``portal`` is the portal of the host;
    ``portal_slugs`` (``portal=``) narrow the national one. ``language`` is the interface's, ``lang`` the language that
    the address names, or empty. ``codes``: chosen values of the parameters whose values are codes of documents, by
    parameter (``{"theme": ("work",)}``); a parameter without a value has no key. ``wordless``: what was given as ``q``
    but has no word in it ("☕"); ``q`` is then empty, and the search is one without words. Made by ``from_parameters``;
    changed by ``with_`` and ``without``.
    """

    portal: Portal
    language: str
    now: datetime.datetime = field(compare=False)
    q: str = ""
    wordless: str = ""
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
        """Return the query of a QueryDict, or of a mapping of name to list of values.

        ``now`` is aware. Raises ``InvalidQuery`` with every fault; with ``strict`` an unknown name is one too.
        """
        return cls(portal=portal, language=language, now=now, **parse_parameters(params, portal=portal, strict=strict))

    def to_parameters(self) -> list[tuple[str, str]]:
        """Return names and values in the table's order, without defaults; ``from_parameters`` reads them back."""
        pairs = []
        for parameter in PARAMETERS:
            value = self._value(parameter)
            if value == parameter.default:
                continue
            values = value if parameter.many else (value,)
            pairs += [(parameter.name, parameter.write(item)) for item in values]
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
        """Return a copy without a parameter, or without one of its values, and without what needs it."""
        row = BY_NAME[parameter]
        remaining = row.default
        if value is not None and row.many:
            remaining = tuple(other for other in self._value(row) if row.write(other) != row.write(value))
        changes = {row.name if row.is_code else row.field: remaining}
        if parameter == "near":
            changes |= {"radius": None, "sort": "" if self.sort == "distance" else self.sort}
        return self.with_(**changes)

    def chosen(self, parameter: str) -> tuple[str, ...]:
        """Return the chosen values of a parameter as text, as addresses have them."""
        row = BY_NAME[parameter]
        value = self._value(row)
        if value == row.default:
            return ()
        return tuple(row.write(item) for item in value) if row.many else (row.write(value),)

    def has(self, parameter: str, value: Any) -> bool:
        """Return whether a value of a parameter is chosen."""
        return BY_NAME[parameter].write(value) in self.chosen(parameter)

    def _value(self, parameter: Parameter) -> Any:
        return self.codes.get(parameter.name, ()) if parameter.is_code else getattr(self, parameter.field)

    @property
    def is_filtered(self) -> bool:
        """Whether any parameter besides the words leaves documents out."""
        return any(self._value(row) != row.default for row in PARAMETERS if row.filters)

    @property
    def is_timed(self) -> bool:
        """Whether it has days or times of day. Weekdays don't count: they are a facet."""
        return any((self.date_from, self.date_to, self.time_from, self.time_to))

    @property
    def order(self) -> str:
        """The sort in force: the chosen one, else by relevance where there are words, else by next occurrence."""
        if self.sort == "relevance" or not self.sort:
            return "relevance" if self.q else "next"
        return self.sort

    @property
    def text_language(self) -> str:
        """The language in which texts are shown and the words of ``q`` are analysed."""
        return self.lang or self.language

    @property
    def today(self) -> datetime.date:
        return local_day(self.now)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def levels(self) -> tuple[str, ...]:
        """The required levels that suit ``my_level`` (that level or lower); empty without ``my_level``."""
        return tuple(RequiredLevel.up_to(self.my_level)) if self.my_level else ()

    def document_codes(self, parameter: str) -> list[str]:
        """Return a parameter's values as codes of documents: ``theme=work`` is ``theme:work``."""
        return [f"{parameter}:{value}" for value in self.codes.get(parameter, ())]
