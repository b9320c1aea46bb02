"""All URLs of the site. Public pages come last, because their patterns match any remaining path."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from faces.api.v1 import api, api_reference, no_such_address
from faces.urls import handler400, handler403, handler404, handler500  # noqa: F401  (Django looks for them here)
from kototori.health import health

# In production the web server serves uploads; in development no web server is in front.
uploads = (
    [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})]
    if settings.KOTOTORI_SERVES_UPLOADS
    else []
)

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/docs", api_reference, name="api_reference"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", no_such_address),
    *uploads,
    path("", include("faces.urls")),
    path("", include("regions.urls")),
]
