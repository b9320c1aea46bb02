"""Wagtail's own doors, which lead to ours."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from editorial.accounts.sign_in_hosts import is_on_this_host, sign_in_path
from editorial.accounts.sign_in_views import FirstSignInView
from regions.languages import best_language

_first_sign_in = FirstSignInView.as_view()


def to_sign_in(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Lead to the sign-in of this host's portal, in the best of its languages; afterwards to ``next`` on this host.

    Where there is no portal yet, the answer is a sign-in page.
    """
    if request.portal is None:
        return _first_sign_in(request)
    language = best_language(request.headers.get("Accept-Language", ""), request.portal.languages)
    target = request.GET.get("next", "")
    query = f"?{urlencode({'next': target})}" if is_on_this_host(request, target) else ""
    response = HttpResponseRedirect(sign_in_path(language) + query)
    add_never_cache_headers(response)
    return response
