"""Addresses of the feeds. Include before ``regions.urls``, which takes every other path."""

from django.urls import re_path

from faces.feeds import feed_views
from regions.refusals.read_only import reads_only
from regions.urls import LANGUAGE

#: A finder, by language and its name in it: ``fi/toiminta``.
_FINDER = rf"^(?P<language>{LANGUAGE})/(?P<slug>[a-z]+)"

urlpatterns = [
    re_path(rf"{_FINDER}/feed\.rss$", reads_only(feed_views.search_rss), name="search_rss"),
    re_path(rf"{_FINDER}/feed\.ics$", reads_only(feed_views.search_calendar), name="search_calendar"),
    re_path(
        rf"{_FINDER}/(?P<listing_id>[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/event\.ics$",
        reads_only(feed_views.activity_calendar),
        name="activity_calendar",
    ),
]

#: Error pages. A project imports them into its root URLconf, where Django looks for them.
handler400 = "faces.error_views.bad_request"
handler403 = "faces.error_views.permission_denied"
handler404 = "faces.error_views.page_not_found"
handler405 = "faces.error_views.method_not_allowed"
handler414 = "faces.error_views.address_too_long"
handler500 = "faces.error_views.server_error"
