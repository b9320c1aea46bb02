"""All URLs of the site. Public pages come last, because their patterns match any remaining path."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from editorial.accounts.admin_doors import to_sign_in
from faces.api.v1 import api, api_reference, no_such_address
from faces.urls import (  # noqa: F401  (Django and the portal's middleware look for them here)
    handler400,
    handler403,
    handler404,
    handler405,
    handler414,
    handler500,
)
from kototori.health import health
from kototori.uploads import uploaded_file
from regions.refusals.read_only import reads_only

# In production the web server serves uploads; in development no web server is in front.
uploads = [path("media/<path:path>", reads_only(uploaded_file))] if settings.KOTOTORI_SERVES_UPLOADS else []

urlpatterns = [
    path("health/", csrf_exempt(require_safe(health)), name="health"),
    path("admin/", include("editorial.accounts.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/docs", api_reference, name="api_reference"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", no_such_address),
    *uploads,
    path("", include("faces.urls")),
    path("_util/login/", to_sign_in),
    *i18n_patterns(path("", include("editorial.urls"))),
    path("", include("regions.urls")),
]
