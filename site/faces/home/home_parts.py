"""What a portal's front page shows of the pool. The page itself belongs to ``regions``, which asks for its parts."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from django.utils import timezone
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
from faces.parts.viewpoint import Viewpoint
from regions.front_page import FrontPart
from regions.models import Portal
from search.engines import get_engine
from search.models import ListingDocument
from search.query import SearchQuery

WEEK_CARDS = 6
PINNED_CARDS = 4


def viewpoint_of(request: HttpRequest) -> Viewpoint:
    """The visitor's viewpoint, made once per request: parts of one page look from the same moment."""
    made: Viewpoint | None = getattr(request, "_search_viewpoint", None)
    if made is None:
        made = Viewpoint.of(get_language() or _portal(request).first_language, timezone.now())
        request._search_viewpoint = made  # type: ignore[attr-defined]
    return made


def _portal(request: HttpRequest) -> Portal:
    portal: Portal = request.portal  # type: ignore[attr-defined]
    return portal


def band(request: HttpRequest) -> SearchBand:
    """Asks the database nothing."""
    return make_band(get_language() or _portal(request).first_language)


def themes(request: HttpRequest) -> ThemesView:
    viewpoint = viewpoint_of(request)
    everything = SearchQuery(_portal(request), viewpoint.language, viewpoint.now, page_size=1)
    return make_themes(get_engine().search(everything), viewpoint)


def pinned(request: HttpRequest) -> PinnedView:
    """One query for what the coordinator has pinned."""
    portal, viewpoint = _portal(request), viewpoint_of(request)
    found = ListingDocument.objects.visible(portal, viewpoint.now).pinned(portal, viewpoint.now)
    return make_pinned(list(found[:PINNED_CARDS]), viewpoint)


def week(request: HttpRequest) -> WeekView:
    viewpoint = viewpoint_of(request)
    query = SearchQuery(
        _portal(request),
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
