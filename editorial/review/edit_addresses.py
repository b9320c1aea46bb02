"""Where a person goes on with a text, for links in mails."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.admin.utils import get_admin_base_url

from editorial.mails.models import Mail
from regions import conf
from regions.models import Portal
from regions.paths import home_path


def edit_address(page: Any, mail: Mail) -> str:
    """Return the absolute address: the admin's page for whoever has the admin, otherwise the desk on the portal.

    The portal's front page in a project that hasn't included the desk.
    """
    if mail.person is not None and mail.person.has_perm("wagtailadmin.access_admin"):
        return admin_root() + reverse("wagtailadmin_pages:edit", args=[page.pk], urlconf=settings.ROOT_URLCONF)
    language = mail.language if mail.language in mail.portal.languages else mail.portal.first_language
    with translation.override(language), suppress(NoReverseMatch):
        return mail.portal.root_url + reverse("desk", urlconf=conf.portal_urlconf() or settings.ROOT_URLCONF)
    return f"{mail.portal.root_url}{home_path(language)}"


def admin_root() -> str:
    """Scheme, host and port of the admin: the national portal's, or the project's own where portals are its guests."""
    national = None if conf.portal_urlconf() else Portal.objects.national()
    return national.root_url if national is not None else str(get_admin_base_url() or "").rstrip("/")
