"""The headless API: one OpenAPI document over the routers of the apps."""

import copy
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from faces.api.activities import router as activities
from faces.api.changes import router as changes
from faces.api.openapi import VOCABULARY, or_empty, problem_response
from faces.api.organisations import router as organisations
from faces.api.reference_page import reference_page
from faces.api.suggest import router as suggest
from listings.api import router as concepts
from listings.concepts import Concepts, current_concepts
from regions import api_problems
from regions.api import router as regions
from regions.portal_request import PortalRequest

DESCRIPTION = """\
Activities for people who have moved to Finland: open data to read, in the languages in which it is written.

A portal's host answers for that portal, the national host for all of them. Every address is answered without a key, \
for anybody and from any web page. Names and meanings stay; new keys may be added to answers at any time.\
"""
#: The form of every refusal (RFC 9457).
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "Why a request can't be answered, in the language of `lang` (RFC 9457).",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer", "description": "The same as the answer's status."},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "message"],
                "properties": {"parameter": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "Bad request",
            "status": 400,
            "detail": "This request can't be answered. “errors” says which parameters to mend.",
            "errors": [
                {"parameter": "weekday", "message": "Give a weekday as a number from 1 (Monday) to 7 (Sunday)."}
            ],
        }
    ],
}


#: Refusals that every operation may give.
_REFUSALS = (
    ("400", "A parameter is wrong"),
    ("414", "The address is too long"),
    ("500", "Something went wrong here"),
)


class _ReadableJSON(JSONRenderer):
    """Writes letters as they are: half of these texts are not in ASCII."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class KototoriAPI(NinjaAPI):
    """Adds the codes of vocabularies, which are in the database, and the refusals that all operations share."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        document = super().get_openapi_schema(**kwargs)
        document["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
        document["paths"] = _with_codes(copy.deepcopy(document["paths"]), current_concepts())
        for operation in (operation for path in document["paths"].values() for operation in path.values()):
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    parameter |= {"allowEmptyValue": True, "schema": or_empty(parameter["schema"])}
            operation["responses"] = {str(status): response for status, response in operation["responses"].items()}
            for status, words in _REFUSALS:
                operation["responses"].setdefault(status, problem_response(words))
        return document


def _with_codes(part: Any, concepts: Concepts) -> Any:
    """Return the same part of the document with the codes of each vocabulary."""
    if isinstance(part, list):
        return [_with_codes(element, concepts) for element in part]
    if not isinstance(part, dict):
        return part
    whole = {key: _with_codes(value, concepts) for key, value in part.items() if key != VOCABULARY}
    if VOCABULARY in part:
        whole["enum"] = [concept.code for concept in concepts.by_vocabulary.get(part[VOCABULARY], [])]
    return whole


api = KototoriAPI(
    title="Kototori",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=_ReadableJSON(),
)
api_problems.install_problem_handlers(api)
for router in (activities, organisations, suggest, changes, concepts, regions):
    api.add_router("", router)


def api_reference(request: PortalRequest) -> HttpResponse:
    """The OpenAPI document as a page for people."""
    return reference_page(request, api.get_openapi_schema())


def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """404 for every other address, so that the portal's pages don't look for it."""
    return api_problems.problem_response(404)
