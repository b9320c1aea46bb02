"""What a portal's host answers."""

from django.urls import include, path

from faces.api.v1 import api
from faces.urls import handler400, handler403, handler404, handler405, handler414  # noqa: F401

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("faces.urls")),
    path("", include("regions.urls")),
]
