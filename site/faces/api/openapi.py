"""Parameters and refusals in the OpenAPI document. Names and order of parameters are those of ``search.query``.

One rule holds for all parameters: an empty value, as forms send it, counts as none.
"""

from __future__ import annotations

from typing import Any

from listings.enums import RequiredLevel
from regions.languages import content_languages, interface_languages
from search.query import BY_NAME, PARAMETERS, SORTS
from search.query import value_formats as limits
from search.query.parameter_table import DEFAULT_PAGE_SIZE, MAX_VALUES

#: Marks a schema whose values are the codes of a vocabulary; ``v1`` writes them in when it makes the document.
VOCABULARY = "x-vocabulary"
MAX_PAGE_SIZE = 100


def _text(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


def _codes(vocabulary: str) -> dict[str, Any]:
    return _text(**{VOCABULARY: vocabulary})


#: Years 2000 to 2199.
_YEAR = "^2[01][0-9]{2}-"
_DATE = _text(format="date", pattern=f"{_YEAR}[0-9]{{2}}-[0-9]{{2}}$", examples=["2026-11-24"])
_TIME = _text(pattern=r"^[0-9]{1,2}([:.][0-9]{2})?$", examples=["17:30"])
_LATITUDE = r"-?(90(\.0{1,15})?|[0-8]?[0-9](\.[0-9]{1,15})?)"
_LONGITUDE = r"-?(180(\.0{1,15})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,15})?)"

_SCHEMAS: dict[str, dict[str, Any]] = {
    "q": _text(maxLength=limits.MAX_QUERY_LENGTH, examples=["kielikahvila Espoossa"]),
    "portal": _text(pattern="^[-a-zA-Z0-9_]{1,63}$", examples=["espoo"]),
    **{known.name: _codes(known.vocabulary) for known in PARAMETERS if known.is_code and known.vocabulary},
    "my_level": _text(enum=list(RequiredLevel.values)),
    "activity_language": _text(pattern="^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*$", examples=["fi"]),
    "municipality": _text(pattern="^[0-9]{3}$", examples=["049"]),
    "area": _text(pattern="^[a-z]+:[0-9A-Za-z]+$", examples=["maakunta:01"]),
    "district": _text(maxLength=limits.MAX_NAME_LENGTH, examples=["Tapiola"]),
    "near": _text(pattern=f"^{_LATITUDE},{_LONGITUDE}$", examples=["60.1756,24.8042"]),
    "radius": {"type": "number", "minimum": 0.001, "maximum": limits.MAX_RADIUS_KM, "examples": [5]},
    "weekday": {"type": "integer", "minimum": 1, "maximum": 7},
    "from": _DATE,
    "to": _DATE,
    "time_from": _TIME,
    "time_to": _TIME,
    "sign_up_open": {"type": "boolean", "default": False},
    "confirmed_within": {"type": "integer", "minimum": 1, "maximum": limits.MAX_CONFIRMED_WITHIN, "examples": [90]},
    "text_in": _text(enum=list(content_languages())),
    "organisation": _text(format="uuid"),
    "modified_since": _text(format="date-time", pattern=_YEAR, examples=["2026-03-01T12:00:00Z"]),
    "sort": _text(enum=list(SORTS)),
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "page_size": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
    "facets": {"type": "boolean", "default": False},
    "fields": _text(maxLength=1000, examples=["id,title,url,next_occurrence"]),
}


def parameter(
    name: str, *, description: str = "", schema: dict[str, Any] | None = None, many: bool | None = None
) -> dict[str, Any]:
    """Return a parameter as OpenAPI 3.1 has it, by default one of the list of activities. ``many``: repeatable."""
    if schema is None:
        schema = _text(enum=list(interface_languages())) if name == "lang" else _SCHEMAS[name]
    if many if many is not None else (name in BY_NAME and BY_NAME[name].many):
        schema = {"type": "array", "items": schema, "maxItems": MAX_VALUES}
    described = description or BY_NAME[name].description
    return {"name": name, "in": "query", "required": False, "description": described, "schema": schema}


#: The schema of an empty value.
_EMPTY: dict[str, Any] = {"const": ""}


def or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter's schema that takes an empty value, too; of a list, empty elements."""
    if schema.get("type") == "array":
        return {**schema, "items": or_empty(schema["items"])}
    if "anyOf" in schema:  # a parameter that may be null in the signature of its operation
        return {**schema, "anyOf": [or_empty(part) for part in schema["anyOf"]]}
    is_any_text = schema.get("type") == "string" and schema.keys().isdisjoint({"enum", "pattern", "format"})
    if is_any_text or schema.get("type") == "null":
        return schema
    return {"anyOf": [schema, _EMPTY]}


def without_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema from which ``or_empty`` made this one, for people."""
    if schema.get("type") == "array":
        return {**schema, "items": without_empty(schema["items"])}
    parts = [without_empty(part) for part in schema.get("anyOf", ()) if part != _EMPTY]
    if not parts:
        return schema
    return parts[0] if len(parts) == 1 else {**schema, "anyOf": parts}


def list_parameters() -> list[dict[str, Any]]:
    """Every parameter of the list of activities."""
    return [parameter(known.name) for known in PARAMETERS]


def problem_responses(*statuses: int) -> dict[int, dict[str, Any]]:
    """Return the refusals of an operation, by status."""
    words = {400: "A parameter is wrong", 404: "Not shown here", 410: "Was here and is gone; “detail” says what to do"}
    return {status: problem_response(words[status]) for status in statuses}


def problem_response(words: str) -> dict[str, Any]:
    """Return one refusal; ``v1`` puts the schema into the document."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}
