"""What the pages have in common that a link in a mail opens."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from regions.metadata import unlisted
from regions.portal_request import PortalRequest


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
