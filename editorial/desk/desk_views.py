"""The desk's front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.desk.desk_access import for_signed_in
from listings.models import Organisation
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest


@require_safe
@for_signed_in
def home(request: PortalRequest) -> HttpResponse:
    organisations = Organisation.objects.filter(memberships__user=request.user.pk).titled()
    return render(
        request,
        "editorial/desk/home.html",
        {
            "metadata": unlisted(_("Your desk")),
            "person_name": person_name(request.user),
            "organisations": organisations,
        },
    )
