"""Parts of a portal's front page that show the pool. The page itself is ``regions.models.PortalHomePage``."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from faces.front_page.front_page_view_models import (
    PinnedView,
    SearchBand,
    ThemesView,
    WeekView,
    make_pinned,
    make_search_band,
    make_themes,
    make_week,
)
from faces.parts.coming_week import coming_week
from faces.parts.viewpoint import viewpoint_of
from listings.models.placement import PINS_ON_FRONT_PAGE
from regions.front_page import FrontPart
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.models import ListingDocument
from search.query import SearchQuery

_WEEK_CARDS = 6


def search_band(request: PortalRequest) -> SearchBand:
    """Without a query."""
    return make_search_band(get_language() or request.portal.first_language)


def themes(request: PortalRequest) -> ThemesView:
    viewpoint = viewpoint_of(request)
    everything = SearchQuery(request.portal, viewpoint.language, viewpoint.now, page_size=1)
    return make_themes(get_engine().search(everything), viewpoint)


def pinned(request: PortalRequest) -> PinnedView:
    """One query for what the coordinator has pinned."""
    portal, viewpoint = request.portal, viewpoint_of(request)
    documents = ListingDocument.objects.visible(portal, viewpoint.now).pinned(portal, viewpoint.now)
    return make_pinned(list(documents[:PINS_ON_FRONT_PAGE]), viewpoint)


def week(request: PortalRequest) -> WeekView:
    viewpoint = viewpoint_of(request)
    query = SearchQuery(request.portal, viewpoint.language, viewpoint.now, codes={"section": ("activity",)})
    return make_week(get_engine().search(coming_week(query, limit=_WEEK_CARDS)), viewpoint)


FRONT_PARTS = (
    FrontPart("faces.band", 0, "faces/front/band.html", search_band, _("Search"), is_fixed=True),
    FrontPart("faces.themes", 100, "faces/front/themes.html", themes, _("Themes")),
    FrontPart("faces.pinned", 200, "faces/front/pinned.html", pinned, _("Pinned activities")),
    FrontPart("faces.week", 300, "faces/front/week.html", week, _("This week")),
)
