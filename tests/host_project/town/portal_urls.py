"""What a portal's host answers."""

from django.urls import include, path

from kototori.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("search.urls")),
    path("", include("regions.urls")),
]

handler404 = "search.views.errors.page_not_found"
handler403 = "search.views.errors.permission_denied"
handler400 = "search.views.errors.bad_request"
