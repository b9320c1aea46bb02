"""What a portal's host answers."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from faces.api.v1 import api
from faces.urls import handler400, handler403, handler404, handler405, handler414  # noqa: F401

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("faces.urls")),
    *(i18n_patterns(path("", include("editorial.urls"))) if settings.HAS_ACCOUNTS else []),
    path("", include("regions.urls")),
]
