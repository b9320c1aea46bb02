"""Absolute addresses in mails. They are made by a worker, far from any request.

A project whose portals are guests beside sites of its own has two URLconfs: one of the portals' hosts, one of the
admin's host.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.admin.utils import get_admin_base_url

from regions import conf
from regions.models import Portal


def portal_address(portal: Portal, name: str, language: str, *args: Any) -> str:
    """Return the absolute address of a page on the portal's host.

    In the portal's first language where it doesn't have this one. Raises ``NoReverseMatch`` in a project that hasn't
    included ``editorial.urls``.
    """
    with translation.override(page_language(portal, language)):
        return f"{portal.root_url}{reverse(name, args=args, urlconf=_portal_urlconf())}"


def page_language(portal: Portal, language: str) -> str:
    """Return the language if the portal has it, else the portal's first."""
    return language if language in portal.languages else portal.first_language


def has_mail_links() -> bool:
    """Whether links in mails have a page on portals' hosts: a project may leave out ``editorial.urls``."""
    try:
        reverse("mail_link", args=["signed"], urlconf=_portal_urlconf())
    except NoReverseMatch:
        return False
    return True


def admin_address(name: str, *args: Any) -> str:
    """Return the absolute address of a page of the admin."""
    return admin_root() + reverse(name, args=args, urlconf=settings.ROOT_URLCONF)


def admin_root() -> str:
    """Scheme, host and port of the admin: the national portal's, or the project's own where portals are its guests."""
    national = None if conf.portal_urlconf() else Portal.objects.national()
    return national.root_url if national is not None else str(get_admin_base_url() or "").rstrip("/")


def _portal_urlconf() -> str:
    return str(conf.portal_urlconf() or settings.ROOT_URLCONF)
