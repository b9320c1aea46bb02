"""Reading parameters. Errors are pairs (parameter, message), as ``Problem`` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listings.concepts import Concepts
from regions.api_language import language_errors
from regions.api_problems import Problem, unknown_parameters
from search.query import value_formats
from search.query.errors import ParameterError, ValueFault
from search.query.parameter_table import MAX_VALUES

_NO_CONCEPTS = Concepts(0, {})


def active_language() -> str:
    """The language of the answer, which the middleware has activated."""
    return get_language() or "fi"


def check_parameters(request: HttpRequest, known: Iterable[str]) -> None:
    """Raise ``Problem`` for unknown names and for a language in which the API doesn't answer."""
    errors = parameter_errors(request, known)
    if errors:
        raise Problem(errors)


def parameter_errors(request: HttpRequest, known: Iterable[str]) -> list[tuple[str, str]]:
    """Return what is wrong with the names of parameters and with ``lang``."""
    return unknown_parameters(request, known) + language_errors(request)


def field_errors(fields: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    """Return what is wrong with ``fields``."""
    names = list(known)
    unknown = [name for name in fields if name not in names]
    message = _("There is no field %(name)s. Choose among: %(names)s.")
    return [("fields", message % {"name": name, "names": ", ".join(names)}) for name in unknown]


def error_pairs(errors: Iterable[ParameterError]) -> list[tuple[str, str]]:
    return [(error.parameter, error.message) for error in errors]


def read_once(
    request: HttpRequest, parameters: Mapping[str, value_formats.Reader], concepts: Concepts = _NO_CONCEPTS
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return values of parameters that may be given once, and errors. An empty value counts as missing."""
    values: dict[str, Any] = {}
    errors = []
    for name, read in parameters.items():
        try:
            texts = {text for value in request.GET.getlist(name) if (text := value_formats.clean(value))}
            if len(texts) > 1:
                raise ValueFault(_("Give this only once."))
            if texts:
                values[name] = read(texts.pop(), concepts)
        except ValueFault as fault:
            errors.append((name, str(fault)))
    return values, errors


def read_many(
    request: HttpRequest, parameters: Mapping[str, value_formats.Reader], concepts: Concepts
) -> tuple[dict[str, tuple[Any, ...]], list[tuple[str, str]]]:
    """Return values of parameters that may be repeated, with an entry for each of them, and errors."""
    values: dict[str, tuple[Any, ...]] = dict.fromkeys(parameters, ())
    errors = []
    for name, read in parameters.items():
        texts = request.GET.getlist(name)
        try:
            if len(texts) > MAX_VALUES:
                raise ValueFault(_("Give at most %(count)s values.") % {"count": MAX_VALUES})
            values[name] = tuple(read(value, concepts) for text in texts if (value := value_formats.clean(text)))
        except ValueFault as fault:
            errors.append((name, str(fault)))
    return values, errors
