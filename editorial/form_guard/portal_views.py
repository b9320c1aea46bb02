"""Views with forms that anybody may send, on a portal's host."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from regions.portal_request import PortalRequest

_View = Callable[..., HttpResponse]


def on_portal(view: _View) -> _View:
    """404 on a host without a portal; no cache keeps the answer."""

    @wraps(view)
    def checked(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.portal is None:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(checked)
