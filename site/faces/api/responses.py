"""Answers that the resources of the API share: bodies, pages of a list, and the refusal of a missing document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse

from regions.api_problems import Problem
from regions.models import Portal
from search.models import DocumentKind, Tombstone
from search.query.parameter_table import MAX_OFFSET


def json_response(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def page_of_results(
    request: HttpRequest, results: list[dict[str, Any]], *, count: int, page: int, page_size: int, **more: Any
) -> JsonResponse:
    """Answer with one page of a list; ``more`` stands before the results.

    Addresses of other pages are absolute and keep every other parameter; null where there is no such page.
    """
    last = max(1, -(-count // page_size))
    has_next = page < last and page * page_size <= MAX_OFFSET
    return json_response(
        {
            "count": count,
            "page": page,
            "page_size": page_size,
            "next": _page_url(request, page + 1) if has_next else None,
            "previous": _page_url(request, min(page - 1, last)) if page > 1 else None,
            **more,
            "results": results,
        }
    )


def chosen_fields(item: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """The chosen keys in the order of the whole item; all of them where none is chosen."""
    return {key: value for key, value in item.items() if key in fields} if fields else item


def missing_document(kind: DocumentKind, key: UUID, portal: Portal) -> Problem:
    """The refusal for a document that this portal doesn't show: 410 if it once did and it was removed, else 404."""
    was_shown = Tombstone.objects.filter(pk=key, kind=kind, portals__contains=[portal.pk]).exists()
    return Problem(status=410 if was_shown else 404)


def _page_url(request: HttpRequest, page: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(page)
    return f"{request.build_absolute_uri(request.path)}?{parameters.urlencode()}"
