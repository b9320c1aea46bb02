"""Security headers of every response. Public pages load nothing from other hosts and have no inline script or style."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from regions.staff_paths import is_staff_path

#: Where the site itself serves uploads (see ``kototori.urls``).
UPLOADS_PATH = "/media/"
_PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A preview is the public page in a frame of the admin, with the script of Wagtail's checks, which writes styles.
_PREVIEW_POLICY = _PUBLIC_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "frame-ancestors 'none'", "frame-ancestors 'self'"
)
# An uploaded file is shown, never run: an SVG may hold a script.
_UPLOADS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Wagtail's admin needs its own inline styles and scripts. Only signed-in people reach it.
_ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class SecurityHeadersMiddleware:
    """Add the content security policy and other headers that Django doesn't set itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):  # Wagtail's own request for a preview, within that for the admin's page
            response.headers.setdefault("Content-Security-Policy", _PREVIEW_POLICY)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        return response


def _policy(request: HttpRequest) -> str:
    """The policy by address. ``MEDIA_URL`` has the path below which the site is served, where it has one."""
    if is_staff_path(request):
        return _ADMIN_POLICY
    if request.path.startswith(settings.MEDIA_URL) or request.path_info.startswith(UPLOADS_PATH):
        return _UPLOADS_POLICY
    return _PUBLIC_POLICY
