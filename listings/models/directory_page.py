"""The part of the page tree that holds a portal's organisations."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from regions.models import Portal
from regions.page_permissions import FixedPageMixin


class DirectoryPage(FixedPageMixin, Page):
    """The parent of a portal's organisations, one per portal, in its first language; it has no public address."""

    portal = models.OneToOneField(Portal, on_delete=models.PROTECT, related_name="directory", verbose_name=_("portal"))

    parent_page_types: ClassVar[list[str]] = ["regions.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["listings.OrganisationPage"]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    preview_modes: ClassVar[list[tuple[str, str]]] = []  # there is nothing to show of it

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directories of organisations")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Refuse: directories are created with their portal (``open_portal``)."""
        return False

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Refuse: public pages are made of the read model, at the finder's address."""
        raise Http404
