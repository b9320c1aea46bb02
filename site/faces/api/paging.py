"""Pages of a list, as every list of the interface has them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from search.query.parameter_table import MAX_OFFSET


def page_facts(request: HttpRequest, *, count: int, page: int, page_size: int) -> dict[str, Any]:
    """``count`` to ``previous``: addresses are absolute and keep every other parameter; null where there is nothing."""
    last = max(1, -(-count // page_size))
    further = page < last and page * page_size <= MAX_OFFSET
    return {
        "count": count,
        "page": page,
        "page_size": page_size,
        "next": _address(request, page + 1) if further else None,
        "previous": _address(request, min(page - 1, last)) if page > 1 else None,
    }


def chosen_fields(item: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """The keys asked for, in the order of the whole item; all of them where none was asked for."""
    return {key: value for key, value in item.items() if key in fields} if fields else item


def _address(request: HttpRequest, page: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(page)
    return f"{request.build_absolute_uri(request.path)}?{parameters.urlencode()}"
