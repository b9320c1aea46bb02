"""Steps that every resource of the interface takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from regions.api_language import language_errors
from regions.api_problems import Problem, unknown_parameters
from regions.models import Portal
from search.models import DocumentKind, Tombstone
from search.query.errors import ParameterError


def answer(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def check_simple(request: HttpRequest, known: Iterable[str]) -> None:
    """Raise ``Problem`` for names that the address doesn't have and a language in which there are no answers."""
    errors = unknown_parameters(request, known) + language_errors(request)
    if errors:
        raise Problem(errors)


def check_fields(fields: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    """What is wrong with ``fields``, as pairs (parameter, message)."""
    names = list(known)
    unknown = [name for name in fields if name not in names]
    message = _("There is no field %(name)s. Choose among: %(names)s.")
    return [("fields", message % {"name": name, "names": ", ".join(names)}) for name in unknown]


def as_pairs(errors: Iterable[ParameterError]) -> list[tuple[str, str]]:
    return [(error.parameter, error.message) for error in errors]


def missing(kind: DocumentKind, key: UUID, portal: Portal) -> Problem:
    """The answer for a document that this portal doesn't show: 410 if it once did and it is gone, else 404."""
    was_here = Tombstone.objects.filter(pk=key, kind=kind, portals__contains=[portal.pk]).exists()
    return Problem(status=410 if was_here else 404)


def problems(*statuses: int) -> dict[int, dict[str, Any]]:
    """Responses for an operation's description."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    words = {400: "A parameter is wrong", 404: "Not shown here", 410: "Was shown here and has been removed"}
    return {status: {"description": words[status], "content": content} for status in statuses}
