"""“Is your organisation here already?”: the search for a name or a Business ID, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from faces.parts.paging import Paging, page_words
from listings.addresses import organisation_path
from listings.business_ids import is_business_id, plain_business_id
from listings.models import Organisation
from regions.known_portals import portals_by_id
from regions.languages import direction
from regions.models import Municipality
from regions.paths import home_path
from regions.written.clean_text import clean_text
from search.alike_names import AlikeOrganisation, alike_organisations
from search.models import OrganisationDocument

#: Characters of a search that are read, and organisations on a page.
MAX_TYPED = 200
PAGE_SIZE = 10


@dataclass(frozen=True)
class FoundOrganisation:
    """``url`` is its public page; ``let_in_url`` where one asks to be let in. ``language`` is that of the name."""

    name: str
    language: str
    direction: str
    municipality: str
    portal: str
    url: str
    let_in_url: str


@dataclass(frozen=True)
class JoinSearch:
    """What was typed and found. ``fault``: of a Business ID. ``go_on_url``: the form, filled in so far."""

    typed: str
    fault: str = ""
    found: tuple[FoundOrganisation, ...] = ()
    paging: Paging | None = None
    go_on_url: str = ""

    @property
    def is_asked(self) -> bool:
        return bool(self.typed)


def search_organisations(typed: str, page: str, language: str) -> JoinSearch:
    """Look among the public organisations of the whole pool. A constant number of queries."""
    typed = " ".join(clean_text(typed[: 4 * MAX_TYPED]).split())[:MAX_TYPED]
    business_id = plain_business_id(typed)
    if business_id and not is_business_id(business_id):
        fault = _("%(number)s is no Business ID: its last digit doesn't fit the others. Check each digit.")
        return JoinSearch(typed, fault % {"number": business_id})
    alike = _with_business_id(business_id) if business_id else alike_organisations(typed) if typed else []
    pages = Paginator(alike, PAGE_SIZE)
    shown = pages.get_page(page)
    query = {"q": typed}
    return JoinSearch(
        typed,
        found=tuple(_found(list(shown), language)),
        paging=Paging(
            page_words(shown.number, pages.num_pages),
            f"?{urlencode({**query, 'page': shown.number - 1})}" if shown.has_previous() else "",
            f"?{urlencode({**query, 'page': shown.number + 1})}" if shown.has_next() else "",
        ),
        go_on_url=f"{reverse('join_new')}?{urlencode({'business_id' if business_id else 'name': typed})}",
    )


def _with_business_id(business_id: str) -> list[AlikeOrganisation]:
    keys = Organisation.objects.public().filter(business_id=business_id).values("pk")
    return [
        AlikeOrganisation(
            document.pk,
            "",
            {language: texts["title"] for language, texts in document.texts.items()},
            document.source_language,
            document.municipality,
            document.home_portal_id,
            1.0,
        )
        for document in OrganisationDocument.objects.filter(pk__in=keys)
    ]


def _found(alike: list[AlikeOrganisation], language: str) -> list[FoundOrganisation]:
    towns = Municipality.objects.in_bulk([one.municipality for one in alike if one.municipality])
    portals = portals_by_id(one.home_portal_id for one in alike)
    found = []
    for one in alike:
        portal = portals[one.home_portal_id]
        name, name_language = one.name_in(language)
        page_language = language if language in portal.languages else portal.first_language
        town = towns.get(one.municipality)
        found.append(
            FoundOrganisation(
                name,
                name_language,
                direction(name_language),
                town.name_in(language) if town else _("The whole country"),
                portal.title,
                f"{portal.root_url}{organisation_path(page_language, one.id)}",
                let_in_path(str(one.id), language),
            )
        )
    return found


def let_in_path(organisation_id: str, language: str) -> str:
    """Return the path of the page where somebody asks to be let in to an organisation."""
    try:
        return reverse("ask_to_be_let_in", args=[organisation_id])
    except NoReverseMatch:
        return f"{home_path(language)}join/{organisation_id}/"
