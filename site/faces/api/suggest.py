"""``suggest``: completions of what is being typed, for search fields."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from faces.api.openapi import parameter, problem_responses
from faces.api.read_parameters import active_language, parameter_errors, read_once
from faces.api.responses import json_response
from faces.api.suggestion_schemas import SuggestionList
from faces.parts.parameter_labels import parameter_label
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activity_path, finder_path, organisation_path
from listings.concepts import Concepts
from regions.api_problems import Problem
from regions.models import Portal
from regions.portal_request import PortalRequest
from regions.written.digits import ascii_digits
from search.engines import get_engine
from search.engines.base import Suggestion
from search.models import DocumentKind
from search.query import SearchQuery, value_formats

router = Router(tags=["suggest"])

MAX_LIMIT: Final = 10
_DEFAULT_LIMIT: Final = 8
_PARAMETERS: Final[list[dict[str, Any]]] = [
    parameter("q", description="What has been typed so far. Every word counts, the last one as a beginning."),
    parameter("lang"),
    parameter(
        "limit",
        description="Suggestions at most.",
        schema={"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": _DEFAULT_LIMIT},
    ),
]
#: The API's names of kinds; the others keep theirs.
_KINDS: Final = {DocumentKind.LISTING.value: "activity", "municipality": "place", "area": "place"}


_limits: Final = value_formats.one_of(*(str(number) for number in range(1, MAX_LIMIT + 1)))


def _read_limit(value: str, concepts: Concepts) -> int:
    return int(str(_limits(ascii_digits(value), concepts)))


_READERS: Final[dict[str, value_formats.Reader]] = {"q": value_formats.read_text, "limit": _read_limit}


@router.get(
    "/suggest",
    response=SuggestionList,
    operation_id="suggest",
    url_name="suggest",
    summary="Completions of what is being typed",
    openapi_extra={"parameters": _PARAMETERS, "responses": problem_responses(400)},
)
def suggest(request: PortalRequest) -> JsonResponse:
    """Themes and other concepts, places, organisations and activities of the host's portal, in `lang`.

    Any word of a name may begin so, in any language; without dots and accents, too.
    """
    values, value_errors = read_once(request, _READERS)
    errors = parameter_errors(request, [known["name"] for known in _PARAMETERS]) + value_errors
    if errors:
        raise Problem(errors)
    language, portal = active_language(), request.portal
    query = SearchQuery(portal, language, timezone.now())
    found = get_engine().suggest(values.get("q", ""), query, values.get("limit", _DEFAULT_LIMIT))
    viewpoint = Viewpoint.of(language, query.now, portal.languages)
    page_language = language if language in portal.languages else portal.first_language
    return json_response({"results": [_result(suggestion, portal, page_language, viewpoint) for suggestion in found]})


def _result(suggestion: Suggestion, portal: Portal, language: str, viewpoint: Viewpoint) -> dict[str, Any]:
    """``language``: that of the page to which it leads, one of the portal's."""
    kind, key = suggestion.kind, suggestion.key
    if kind == DocumentKind.LISTING:
        parameter_name, path = None, activity_path(language, key)
    elif kind == DocumentKind.ORGANISATION:
        parameter_name, path = "organisation", organisation_path(language, key)
    else:
        parameter_name, path = kind, f"{finder_path(language)}?{urlencode({kind: key})}"
    note = suggestion.note
    if kind == DocumentKind.ORGANISATION and note:
        note = viewpoint.municipality(note).value
    return {
        "kind": _KINDS.get(kind, kind),
        "kind_label": parameter_label(kind) if parameter_name else _("Activity"),
        "label": suggestion.text,
        "label_lang": suggestion.language,
        "note": note,
        "url": f"{portal.root_url}{path}",
        "parameter": parameter_name,
        "value": key,
    }
