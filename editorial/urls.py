"""Addresses for people who write, on every portal's host and below a language.

A project includes them in the URLconf of its portals' hosts, inside ``i18n_patterns`` and before ``regions.urls``.
"""

from django.urls import include, path

urlpatterns = [
    path("", include("editorial.accounts.urls")),
    path("", include("editorial.joining.urls")),
    path("join/", include("editorial.people.access_urls")),
    path("", include("editorial.wishes.urls")),
    path("", include("editorial.mails.urls")),
    path("desk/", include("editorial.desk.urls")),
    path("desk/", include("editorial.announcing.urls")),
    path("desk/", include("editorial.own_activities.urls")),
    path("desk/", include("editorial.people.urls")),
    path("desk/", include("editorial.co_organising.urls")),
    path("desk/", include("editorial.own_organisations.urls")),
    path("desk/", include("editorial.second_language.urls")),
    path("desk/", include("editorial.remarks.urls")),
    path("desk/", include("editorial.translation_orders.urls")),
    path("desk/", include("editorial.translating.urls")),
    path("desk/", include("editorial.second_opinions.urls")),
]
