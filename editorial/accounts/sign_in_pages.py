"""Pages that answer instead of a form of signing in."""

from __future__ import annotations

import math

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.accounts.sign_in_hosts import national_sign_in_url, signs_in_elsewhere
from editorial.form_guard.attempt_limits import LimitReachedError
from regions.metadata import unlisted
from regions.portal_request import PortalRequest


def staff_page(request: PortalRequest) -> HttpResponse:
    """Say that staff sign in on the national host. A link, because our policy lets no form end on another host."""
    return render(
        request,
        "editorial/accounts/staff.html",
        {"metadata": unlisted(_("Sign in")), "national_url": national_sign_in_url(get_language() or "")},
        status=403,
    )


def refuse_staff_elsewhere(request: PortalRequest) -> HttpResponse | None:
    """End a session of staff on a regional host, and return the page that says where they sign in; else None.

    Somebody who signed in here may have become staff since then.
    """
    if not (request.user.is_authenticated and signs_in_elsewhere(request.user, request.portal)):
        return None
    logout(request)
    response = staff_page(request)
    add_never_cache_headers(response)
    return response


def too_often_page(request: PortalRequest, reached: LimitReachedError) -> HttpResponse:
    """Say that there were too many attempts, until when, and which way in is open."""
    template = "editorial/accounts/too_often.html" if request.portal is not None else "editorial/accounts/bare.html"
    response = render(
        request,
        template,
        {
            "metadata": unlisted(_("Too many attempts")),
            "minutes": math.ceil(reached.wait / 60),
            "is_about_mail": "-mail-" in reached.limit.name,
            "is_about_code": reached.limit.name.startswith("code-"),
        },
        status=429,
    )
    response.headers["Retry-After"] = str(reached.wait)
    return response
