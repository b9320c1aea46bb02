"""A person's activities as a spreadsheet, with the columns of the admin's list."""

from __future__ import annotations

from typing import Any

from django.db.models.fields.json import KT
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.desk.desk_access import for_signed_in
from listings.enums import OrganisationStatus
from listings.models import Listing, Organisation
from listings.pool_overview.overview_rows import make_rows
from listings.pool_overview.spreadsheet import csv_lines, xlsx_file
from regions.collation import in_order
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

#: Types of files by the ending of their names.
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_CHUNK = 2000


def _organisations_of(user: Any) -> Any:
    """The organisations that the person writes for now; those that are suspended aren't."""
    return Organisation.objects.written_by(user).filter(status=OrganisationStatus.JOINED)


def _listings_of(user: Any) -> Any:
    """Their activities, drafts included, by title."""
    rows = Listing.objects.filter(organisation__in=_organisations_of(user)).with_portal().with_pages()
    return rows.order_by(in_order(KT("page__title")), "pk")


@require_safe
@for_signed_in
def spreadsheet(request: PortalRequest) -> HttpResponse:
    """The person's activities as ``format`` (``xlsx`` or ``csv``); 404 for others, 403 for who writes for nobody now.

    The same number of queries for any number of activities.
    """
    file_format = request.GET.get("format", "xlsx")
    if file_format not in FORMATS:
        raise Http404
    if not _organisations_of(request.user).exists():
        context = {"metadata": unlisted(_("Announce"))}
        return render(request, "editorial/announcing/no_organisation.html", context, status=403)
    listings = _listings_of(request.user)
    rows = make_rows(listings.iterator(chunk_size=_CHUNK), listings)
    content = xlsx_file(rows).getvalue() if file_format == "xlsx" else "".join(csv_lines(rows))
    response = HttpResponse(content, content_type=FORMATS[file_format])
    name = f"kototori-listings-{timezone.localdate().isoformat()}.{file_format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
