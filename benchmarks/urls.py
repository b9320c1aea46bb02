"""The site's URLs, and for each face a bare view with the same bytes (see ``bare``)."""

from django.urls import path

from benchmarks.bare import bare
from kototori.urls import *  # noqa: F403
from kototori.urls import urlpatterns as site

urlpatterns = [
    path("api/v1/bare/<slug:key>", bare),
    path("<slug:language>/bare/<slug:key>/", bare),
    *site,
]
