"""What a portal's front page shows of the pool. The page itself belongs to ``regions``, which asks for its parts."""

from __future__ import annotations

import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from faces.home.home_view_models import (
    DAYS_AHEAD,
    PinnedView,
    SearchBand,
    ThemesView,
    WeekView,
    make_band,
    make_pinned,
    make_themes,
    make_week,
)
from faces.parts.viewpoint import viewpoint_of
from regions.front_page import FrontPart
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.models import ListingDocument
from search.query import SearchQuery

WEEK_CARDS = 6
PINNED_CARDS = 4


def band(request: PortalRequest) -> SearchBand:
    """Asks the database nothing."""
    return make_band(get_language() or request.portal.first_language)


def themes(request: PortalRequest) -> ThemesView:
    viewpoint = viewpoint_of(request)
    everything = SearchQuery(request.portal, viewpoint.language, viewpoint.now, page_size=1)
    return make_themes(get_engine().search(everything), viewpoint)


def pinned(request: PortalRequest) -> PinnedView:
    """One query for what the coordinator has pinned."""
    portal, viewpoint = request.portal, viewpoint_of(request)
    found = ListingDocument.objects.visible(portal, viewpoint.now).pinned(portal, viewpoint.now)
    return make_pinned(list(found[:PINNED_CARDS]), viewpoint)


def week(request: PortalRequest) -> WeekView:
    viewpoint = viewpoint_of(request)
    query = SearchQuery(
        request.portal,
        viewpoint.language,
        viewpoint.now,
        codes={"section": ("activity",)},
        date_from=viewpoint.today,
        date_to=viewpoint.today + datetime.timedelta(days=DAYS_AHEAD - 1),
        sort="next",
        page_size=WEEK_CARDS,
        facets=False,
    )
    return make_week(get_engine().search(query), viewpoint)


PARTS = (
    FrontPart("faces.band", 0, "faces/front/band.html", band, _("Search"), is_fixed=True),
    FrontPart("faces.themes", 100, "faces/front/themes.html", themes, _("Themes")),
    FrontPart("faces.pinned", 200, "faces/front/pinned.html", pinned, _("Pinned activities")),
    FrontPart("faces.week", 300, "faces/front/week.html", week, _("This week")),
)
