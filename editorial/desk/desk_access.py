"""Who comes in to the desk: people who are signed in. Every view of the desk asks for its own right besides."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from editorial.accounts.sign_in_pages import refuse_staff_elsewhere
from regions.portal_request import PortalRequest

_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def for_signed_in(view: Callable[..., _Answer]) -> Callable[..., _Answer | HttpResponse]:
    """Lead the anonymous to the sign-in of this portal, and back afterwards. 404 on a host without a portal.

    Staff work on the national host: on a regional one they are signed out and told so.
    Nobody keeps the answer, so that no cache shows what the person may no longer see.
    """

    @wraps(view)
    def checked(request: PortalRequest, *args: Any, **kwargs: Any) -> _Answer | HttpResponse:
        if request.portal is None:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        refusal = refuse_staff_elsewhere(request)
        response: _Answer | HttpResponse = refusal if refusal is not None else view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return checked
