"""Security headers of every answer: nothing from elsewhere, no inline script or style on public pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# An uploaded file is looked at, never run: an SVG may hold a script.
_UPLOADS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Wagtail's admin needs inline styles and scripts of its own; it is open to signed-in people only.
_ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class SecurityHeadersMiddleware:
    """Add the content security policy and what else Django does not set by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request.path))
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        return response


def _policy(path: str) -> str:
    if path.startswith("/admin/"):
        return _ADMIN_POLICY
    if path.startswith(settings.MEDIA_URL):
        return _UPLOADS_POLICY
    return _PUBLIC_POLICY
