"""Parameters of an address as fields of a ``SearchQuery``. All faults are collected before any is raised."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from listings.concepts import Concepts, current_concepts
from search.analysis.tokens import tokenise
from search.query.errors import InvalidQuery, ParameterError, ValueFault
from search.query.parameter_table import BY_NAME, DEFAULT_PAGE_SIZE, MAX_OFFSET, MAX_VALUES, Parameter
from search.query.value_formats import clean, excerpt, is_end_of_day

if TYPE_CHECKING:
    from regions.models import Portal


def parse_parameters(parameters: Any, *, portal: Portal, strict: bool) -> dict[str, Any]:
    """Return the fields that are not at their default, by name. Raises ``InvalidQuery`` with all faults.

    ``parameters``: a QueryDict or a mapping of name to values. Empty values, which forms send, count as none.
    ``strict``: an unknown name is a fault. Otherwise it is ignored, because shared links carry trackers.
    """
    errors: list[ParameterError] = []
    fields: dict[str, Any] = {}
    concepts = current_concepts()
    for name, values in _lists(parameters):
        parameter = BY_NAME.get(name)
        if parameter is None:
            if strict:
                errors.append(ParameterError(excerpt(name), _unknown(name)))
            continue
        try:
            value = _field_value(parameter, values, concepts)
        except ValueFault as fault:
            errors.append(ParameterError(name, str(fault)))
            continue
        if value is not None and parameter.is_code:
            fields.setdefault("codes", {})[name] = value
        elif value is not None:
            fields[parameter.field] = value
    if "q" in fields and not tokenise(fields["q"]):
        fields["wordless"] = fields.pop("q")
    errors += _contradictions(fields, {error.parameter for error in errors})
    errors += portal_faults(fields.get("portal_slugs", ()), portal)
    if errors:
        raise InvalidQuery(errors)
    return fields


def _lists(parameters: Any) -> Iterable[tuple[str, Sequence[str]]]:
    return parameters.lists() if hasattr(parameters, "lists") else parameters.items()


def _unknown(name: str) -> str:
    close = difflib.get_close_matches(name[:50], BY_NAME, n=1)
    if close:
        return _("There is no such parameter. Did you mean %(name)s?") % {"name": close[0]}
    return _("There is no such parameter. Leave it out, or use one of: %(names)s.") % {"names": ", ".join(BY_NAME)}


def _field_value(parameter: Parameter, values: Sequence[str], concepts: Concepts) -> Any:
    """Return the value of a parameter's field, or None where all values are empty."""
    if len(values) > MAX_VALUES:
        raise ValueFault(_("Give at most %(count)s values.") % {"count": MAX_VALUES})
    texts = list(dict.fromkeys(text for value in values if (text := clean(value))))
    if not texts:
        return None
    if not parameter.many and len(texts) > 1:
        raise ValueFault(_("Give this only once."))
    readings = {parameter.read(text, concepts) for text in texts}
    return tuple(sorted(readings, key=parameter.write)) if parameter.many else readings.pop()


def _contradictions(fields: Mapping[str, Any], faulty: set[str]) -> list[ParameterError]:
    """Return faults between parameters that are valid alone. ``faulty``: names of parameters that are not."""
    errors = []
    date_from, date_to = fields.get("date_from"), fields.get("date_to")
    if date_from and date_to and date_from > date_to:
        errors.append(ParameterError("to", _("The last day is before the first. Swap from and to.")))
    time_from, time_to = fields.get("time_from"), fields.get("time_to")
    if time_from and time_to and not is_end_of_day(time_to) and time_from >= time_to:
        errors.append(ParameterError("time_to", _("The end must be later than the beginning.")))
    if "near" not in fields and "near" not in faulty:
        if "radius" in fields:
            errors.append(ParameterError("radius", _("A distance needs a place: give near as well.")))
        if fields.get("sort") == "distance":
            errors.append(ParameterError("sort", _("Sorting by distance needs a place: give near as well.")))
    if (fields.get("page", 1) - 1) * fields.get("page_size", DEFAULT_PAGE_SIZE) > MAX_OFFSET:
        errors.append(
            ParameterError(
                "page",
                _("Only the first %(count)s results can be paged through. Narrow the search.") % {"count": MAX_OFFSET},
            )
        )
    return errors


def portal_faults(slugs: Collection[str], portal: Portal) -> list[ParameterError]:
    """Return faults of ``portal=``: the national portal takes every portal's slug, any other only its own."""
    if all(slug == portal.slug for slug in slugs):
        return []
    if not portal.is_national:
        message = _("This address answers for %(slug)s only. Ask the national portal instead.")
        return [ParameterError("portal", message % {"slug": portal.slug})]
    known = set(type(portal)._default_manager.filter(slug__in=slugs).values_list("slug", flat=True))
    message = _("There is no portal “%(slug)s”.")
    return [ParameterError("portal", message % {"slug": slug}) for slug in slugs if slug not in known]
