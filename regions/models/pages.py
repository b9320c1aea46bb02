"""The pages that every portal has: one home per language. Other apps add their own below it (see ``portal_parts``)."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from regions.models.portal import Portal


class PortalPageMixin:
    """A public page of a portal. Its address is ``<portal>/<language>/<path below that language's home>/``."""

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's (site id, root address, path); None for a page outside every portal."""
        home = PortalHomePage.objects.containing(self)
        if home is None:
            return None
        below_home = self.url_path[len(home.url_path) :]  # type: ignore[attr-defined]
        site = home.portal.site
        return site.pk, site.root_url, f"/{home.locale.language_code}/{below_home}"


class PortalHomePageQuerySet(PageQuerySet):
    def containing(self, page: Any) -> "PortalHomePage | None":
        """The home below which a page stands, or the page itself if it is one."""
        paths = [page.path[: depth * page.steplen] for depth in range(2, page.depth + 1)]
        return self.filter(path__in=paths).select_related("portal__site", "locale").order_by("depth").first()


class PortalHomePage(PortalPageMixin, Page):
    """A portal's front page in one language. Homes of one portal are translations of each other."""

    portal = models.ForeignKey(Portal, on_delete=models.PROTECT, related_name="homes", verbose_name=_("portal"))
    lead = models.CharField(_("one sentence"), max_length=300, blank=True, help_text=_("What a visitor finds here."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "regions/home.html"

    objects: ClassVar[Any] = PageManager.from_queryset(PortalHomePageQuerySet)()

    class Meta:
        verbose_name = _("portal front page")
        verbose_name_plural = _("portal front pages")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Front pages come with their portal (``open_portal``), never by hand."""
        return False
