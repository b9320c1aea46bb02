"""What the read model answers besides its pages. Include before ``regions.urls``, which takes every other path."""

from django.urls import re_path

from regions.urls import LANGUAGE
from search.views import feeds

#: A finder, by language and its name in it: ``fi/toiminta``.
_FINDER = rf"^(?P<language>{LANGUAGE})/(?P<slug>[a-z]+)"

urlpatterns = [
    re_path(rf"{_FINDER}/feed\.rss$", feeds.search_rss, name="search_rss"),
    re_path(rf"{_FINDER}/feed\.ics$", feeds.search_calendar, name="search_calendar"),
    re_path(
        rf"{_FINDER}/(?P<listing_id>[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/event\.ics$",
        feeds.activity_calendar,
        name="activity_calendar",
    ),
]
