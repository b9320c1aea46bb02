"""From the request's host to its portal."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import get_resolver, get_urlconf
from django.utils import translation

from regions import admin_guards, conf, versions
from regions.known_portals import portal_of_host
from regions.models import Portal
from regions.portal_request import PortalRequest
from regions.refusals import read_only
from regions.request_user import keep_rights_current
from regions.staff_paths import is_staff_path

#: Addresses that answer on every host: the health check of load balancers, and static files.
OPEN_PATHS = ("/health/", "/static/")

Handler = Callable[[HttpRequest], HttpResponse]


class PortalMiddleware:
    """Sets ``request.portal`` from the exact host name, and activates the language of the address.

    A host without a portal is 404, whatever ``ALLOWED_HOSTS`` allows. The admin is served on the national portal's host
    only. Every request reads the versions, in one statement, so that a portal that opens or moves is served at once.

    In a project that also has other sites, the setting ``KOTOTORI_PORTAL_URLCONF`` is the URLconf of the portals'
    hosts; this middleware then leaves requests to other hosts alone.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.portal = None  # type: ignore[attr-defined]  # until its host is known
        if request.path_info.startswith(OPEN_PATHS):
            return self.get_response(request)
        host = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]
        read = versions.read_versions()
        portal = portal_of_host(host, read) if host else None
        staff = is_staff_path(request)
        if portal is None:
            if conf.portal_urlconf() or (staff and is_first_admin_host(host)):
                return self.get_response(request)
            return unknown_host(host)
        portal_request = cast(PortalRequest, request)
        portal_request.portal = portal
        portal_request._wagtail_site = portal.site
        if staff and (portal.is_national or conf.portal_urlconf()):
            return self.get_response(request)
        if conf.portal_urlconf():
            request.urlconf = conf.portal_urlconf()
        language = language_of_path(request.path_info, portal)
        with translation.override(language), _trusted_versions(request, read):
            refused = not_found(request) if staff else read_only.refusal(request)
            response = refused or self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let the guards refuse what the person may not see. They know views by name, whatever the address."""
        keep_rights_current(request)
        return admin_guards.refusal(request)


def _trusted_versions(request: HttpRequest, read: Mapping[str, str]) -> AbstractContextManager[None]:
    """For GET and HEAD, the versions that were read at the beginning."""
    return versions.trusted(read) if request.method in ("GET", "HEAD") else nullcontext()


def language_of_path(path: str, portal: Portal) -> str:
    """The language in the path, if the portal has it; otherwise the portal's first."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in portal.languages else portal.first_language


def is_first_admin_host(host: str) -> bool:
    """Whether the admin answers at its own address because there is no national portal yet: somebody must open one."""
    admin_host = urlsplit(getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "").hostname
    return (admin_host is None or host == admin_host) and Portal.objects.national() is None


def unknown_host(host: str) -> HttpResponse:
    page = render_to_string("regions/unknown_host.html", {"host": host})
    return HttpResponseNotFound(page)


def not_found(request: HttpRequest) -> HttpResponse:
    """The project's 404 page, rendered here in the language that is active here."""
    handler: Any = get_resolver(get_urlconf()).resolve_error_handler(404)
    response: HttpResponse = handler(request, exception=Http404())
    return response
