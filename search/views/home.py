"""What a portal's front page shows of the pool. The page itself belongs to ``regions``, which asks for its parts."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from regions.front_page import FrontPart
from regions.models import Portal
from search.engines import get_engine
from search.models import ListingDocument
from search.presentation.home import DAYS_AHEAD, HomeView, make_home
from search.presentation.viewpoint import Viewpoint
from search.query import SearchQuery

WEEK_CARDS = 6
PINNED_CARDS = 4


def front_of(request: HttpRequest) -> HomeView:
    """Two searches and one query for what is pinned."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    language = get_language() or portal.first_language
    now = timezone.now()
    viewpoint = Viewpoint.of(language, now)
    engine = get_engine()
    everything = SearchQuery(portal, language, now, page_size=1)
    week = SearchQuery(
        portal,
        language,
        now,
        codes={"section": ("activity",)},
        date_from=viewpoint.today,
        date_to=viewpoint.today + datetime.timedelta(days=DAYS_AHEAD - 1),
        sort="next",
        page_size=WEEK_CARDS,
        facets=False,
    )
    pinned = list(ListingDocument.objects.visible(portal, now).pinned(portal, now)[:PINNED_CARDS])
    return make_home(engine.search(everything), engine.search(week), pinned, viewpoint)


FRONT = FrontPart(name="search.front", order=100, template="search/front.html", content=front_of)
