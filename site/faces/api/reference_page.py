"""The OpenAPI document as a plain page: server-rendered, no script, in the portal's look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from faces.api.openapi import without_empty
from regions.portal_request import PortalRequest

#: Codes that are shown of a long list; the others are in the document and at ``/concepts``.
_CODES_SHOWN = 12


@dataclass(frozen=True)
class Entry:
    """A parameter of an operation or a key of an answer."""

    name: str
    form: SafeString
    description: SafeString
    example: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    path: str
    summary: str
    description: SafeString
    entries: tuple[Entry, ...]
    answers: tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True)
class Form:
    """A schema by its name."""

    name: str
    description: SafeString
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Reference:
    title: str
    description: tuple[SafeString, ...]
    operations: tuple[Operation, ...]
    forms: tuple[Form, ...]


class _ReferencePage:
    """Tells the language menu the same page in another language of the portal."""

    def get_translated_url(self, language: str) -> str:
        return "?" + urlencode({"lang": language})


def reference_page(request: PortalRequest, document: Mapping[str, Any]) -> HttpResponse:
    """The page. Its frame is in the language of ``lang``; the reference is in English, as the document is."""
    request.portal_page = _ReferencePage()
    return TemplateResponse(request, "api/reference.html", {"view": make_reference(document)})


def make_reference(document: Mapping[str, Any]) -> Reference:
    info, schemas = document["info"], document["components"]["schemas"]
    return Reference(
        title=info["title"],
        description=tuple(_prose(part) for part in info["description"].split("\n\n")),
        operations=tuple(
            _operation(path, operation) for path, methods in document["paths"].items() for operation in methods.values()
        ),
        forms=tuple(_form(name, schema) for name, schema in sorted(schemas.items())),
    )


def _operation(path: str, operation: Mapping[str, Any]) -> Operation:
    return Operation(
        anchor=operation["operationId"],
        path=path,
        summary=operation["summary"],
        description=_prose(operation.get("description", "")),
        entries=tuple(
            _entry(parameter["name"], parameter.get("description", ""), without_empty(parameter["schema"]))
            for parameter in operation["parameters"]
        ),
        answers=tuple((status, _answer(response)) for status, response in sorted(operation["responses"].items())),
    )


def _entry(name: str, description: str, schema: Mapping[str, Any]) -> Entry:
    return Entry(name, _form_of(schema), _prose(description), _example(schema))


def _answer(response: Mapping[str, Any]) -> SafeString:
    forms = ((_form_of(content["schema"]),) for content in response.get("content", {}).values())
    return format_html("{}{}", response["description"], format_html_join("", ": {}", forms))


def _form(name: str, schema: Mapping[str, Any]) -> Form:
    entries = [_entry(key, value.get("description", ""), value) for key, value in schema.get("properties", {}).items()]
    return Form(name, _prose(schema.get("description", "")), tuple(entries))


def _form_of(schema: Mapping[str, Any]) -> SafeString:
    """A schema in a few words: "text, one of a, b", "list of Reference", "number or null"."""
    if "$ref" in schema:
        return format_html('<a href="#form-{0}">{0}</a>', schema["$ref"].rsplit("/", 1)[-1])
    for key, between in (("anyOf", " or "), ("allOf", " and ")):
        if key in schema:
            return format_html_join(between, "{}", ((_form_of(part),) for part in schema[key]))
    if schema.get("type") == "array":
        return format_html("list of {}", _form_of(schema.get("items", {})))
    if "additionalProperties" in schema and isinstance(schema["additionalProperties"], Mapping):
        return format_html("object of {}", _form_of(schema["additionalProperties"]))
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}
    form = schema.get("format") or words.get(schema.get("type", ""), schema.get("type", "anything"))
    return format_html("{}{}{}", form, _codes(schema.get("enum", ())), _bounds(schema))


def _codes(codes: Sequence[Any]) -> str:
    if not codes:
        return ""
    elements = format_html_join(", ", "<code>{}</code>", ((code,) for code in codes[:_CODES_SHOWN]))
    return format_html(", one of {}{}", elements, " …" if len(codes) > _CODES_SHOWN else "")


def _bounds(schema: Mapping[str, Any]) -> str:
    lowest, highest = schema.get("minimum"), schema.get("maximum")
    words = f" {lowest}–{highest}" if lowest is not None and highest is not None else ""
    return words + (f", {schema['default']} unless given" if "default" in schema else "")


def _example(schema: Mapping[str, Any]) -> str:
    inner = schema.get("items", schema)
    examples = inner.get("examples") or schema.get("examples") or [""]
    first = examples[0]
    return str(first[0] if isinstance(first, list) and first else first)


def _prose(text: str) -> SafeString:
    """Plain text, in which `` `code` `` becomes an element."""
    parts = text.split("`")
    marked = (format_html("<code>{}</code>", part) if place % 2 else part for place, part in enumerate(parts))
    return format_html_join("", "{}", ((part,) for part in marked))
