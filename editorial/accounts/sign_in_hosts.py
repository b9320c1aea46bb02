"""On which host somebody signs in, and where they go then."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from editorial.mails.mail_addresses import admin_address
from regions.models import Portal
from regions.permissions import coordinates
from regions.portal_request import PortalRequest


def signs_in_elsewhere(user: Any, portal: Portal | None) -> bool:
    """Whether the person is staff (a coordinator, a national administrator) and this isn't the national host."""
    return portal is not None and not portal.is_national and coordinates(user)


def national_sign_in_url(language: str) -> str:
    """Return the absolute address where staff sign in, in this language where the national portal has it."""
    national = Portal.objects.select_related("site").filter(is_national=True).first()
    if national is None:
        return admin_address("wagtailadmin_home")
    return national.root_url + sign_in_path(language if language in national.languages else national.first_language)


def sign_in_path(language: str) -> str:
    with translation.override(language):
        return reverse("account_login")


def is_on_this_host(request: HttpRequest, url: str) -> bool:
    """Whether this is a whole path, or a whole address, of the host that is asked."""
    return url.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def admin_path() -> str:
    """The path of the admin. A portal's host may answer from another URLconf."""
    return reverse("wagtailadmin_home", urlconf=settings.ROOT_URLCONF)


def first_page(request: PortalRequest) -> str:
    """Return the path of the first page after signing in: the admin for whoever works there, else the desk."""
    portal = request.portal
    if portal is None or (portal.is_national and request.user.has_perm("wagtailadmin.access_admin")):
        return admin_path()
    return reverse("desk")
