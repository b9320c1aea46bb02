"""The list of a portal's organisations."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.finder.finder_view_model import Paging
from faces.organisation.organisation_view_model import OrganisationView, make_organisation
from faces.parts.viewpoint import Viewpoint
from search.models import OrganisationDocument


@dataclass(frozen=True)
class OrganisationsView:
    typed: str
    count_words: str
    organisations: tuple[OrganisationView, ...]
    paging: Paging


def make_organisations(found: Page[OrganisationDocument], typed: str, viewpoint: Viewpoint) -> OrganisationsView:
    """``found``: one page of documents, in order."""
    count = found.paginator.count
    pages = found.paginator.num_pages
    words = ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count}
    return OrganisationsView(
        typed=typed,
        count_words=words,
        organisations=tuple(make_organisation(document, viewpoint) for document in found),
        paging=Paging(
            words=_("Page %(page)d of %(pages)d") % {"page": found.number, "pages": pages} if pages > 1 else "",
            previous_url=_address(typed, found.number - 1) if found.has_previous() else "",
            next_url=_address(typed, found.number + 1) if found.has_next() else "",
        ),
    )


def _address(typed: str, number: int) -> str:
    return "?" + urlencode([(name, value) for name, value in (("q", typed), ("page", number)) if value])
