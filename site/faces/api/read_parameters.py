"""Parameters of the addresses that don't take a whole ``SearchQuery``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from listings.concepts import Concepts
from search.query import readers
from search.query.errors import ValueFault
from search.query.parameter_table import MAX_VALUES

_NO_CONCEPTS = Concepts(0, {})


def read_once(
    request: HttpRequest, wanted: Mapping[str, readers.Reader], concepts: Concepts = _NO_CONCEPTS
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Values of parameters that are given once, and what is wrong with them. An empty value is as none."""
    values: dict[str, Any] = {}
    errors = []
    for name, read in wanted.items():
        try:
            texts = {text for given in request.GET.getlist(name) if (text := readers.clean(given))}
            if len(texts) > 1:
                raise ValueFault(_("Give this only once."))
            if texts:
                values[name] = read(texts.pop(), concepts)
        except ValueFault as fault:
            errors.append((name, str(fault)))
    return values, errors


def read_many(
    request: HttpRequest, wanted: Mapping[str, readers.Reader], concepts: Concepts
) -> tuple[dict[str, tuple[Any, ...]], list[tuple[str, str]]]:
    """Values of the parameters that may be repeated, none of them missing, and what is wrong with them."""
    values: dict[str, tuple[Any, ...]] = dict.fromkeys(wanted, ())
    errors = []
    for name, read in wanted.items():
        given = request.GET.getlist(name)
        try:
            if len(given) > MAX_VALUES:
                raise ValueFault(_("Give at most %(count)s values.") % {"count": MAX_VALUES})
            values[name] = tuple(read(text, concepts) for value in given if (text := readers.clean(value)))
        except ValueFault as fault:
            errors.append((name, str(fault)))
    return values, errors
