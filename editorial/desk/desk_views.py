"""The desk's front page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.desk.desk_access import for_signed_in
from editorial.desk.home_parts import parts
from regions.metadata import unlisted
from regions.portal_request import PortalRequest


@require_safe
@for_signed_in
def home(request: PortalRequest) -> HttpResponse:
    """What needs the person first, then what is theirs."""
    made = [(part, part.make(request)) for part in parts.entries()]
    shown = [(part, values) for part, values in made if values is not None]
    return render(
        request,
        "editorial/desk/home.html",
        {
            "metadata": unlisted(_("Your desk")),
            "person_name": _given_name(request.user),
            "needs": [(part.template, values) for part, values in shown if part.is_need],
            "parts": [(part.template, values) for part, values in shown if not part.is_need],
        },
    )


def _given_name(user: Any) -> str:
    """How a person is greeted; empty for an account without a name."""
    return str(user.first_name or user.get_full_name())
