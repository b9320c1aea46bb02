"""What the pages have in common that a link in a mail opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.mails.signed_links import LinkAction
from regions.metadata import unlisted
from regions.portal_request import PortalRequest


def for_links(view: LinkAction) -> LinkAction:
    """Keep the answer out of caches, and the address of the page, which is a secret, out of other sites.

    The policy isn't ``no-referrer``: under that one a browser sends forms with an origin of "null", which the
    protection against forged requests refuses.
    """
    limited: Callable[..., HttpResponse] = require_http_methods(("GET", "HEAD", "POST"))(view)

    @wraps(view)
    def answer(request: PortalRequest, key: str) -> HttpResponse:
        response = limited(request, key)
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return answer


def no_longer_works(request: PortalRequest) -> HttpResponse:
    """The same page for a link that is used, old, replaced or taken back: it says nothing of what the link was for."""
    context = {"metadata": unlisted(_("This link no longer works"))}
    response = render(request, "editorial/people/link_gone.html", context, status=410)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def read_key(key: str) -> tuple[UUID, datetime] | None:
    """Return the row and the time that a key names (``people_mails.link_key``), or None for another form."""
    row, _space, moment = key.partition(" ")
    try:
        return UUID(row), datetime.fromisoformat(moment)
    except ValueError:
        return None
