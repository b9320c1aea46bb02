"""The homes of a portal, one per language. Other apps add pages below them (see ``portal_parts``)."""

from collections.abc import Collection
from typing import Any, ClassVar, NamedTuple, Self

from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, SiteRootPath
from wagtail.query import PageQuerySet

from regions.blocks import FrontBlocks
from regions.front_page import front_view
from regions.metadata import front_page_metadata
from regions.models.portal import Portal
from regions.page_forms import PortalPageForm
from regions.page_permissions import FixedPageMixin
from regions.paths import home_path, on_host
from regions.portal_request import PortalRequest
from regions.reviewed_revisions import ReviewedRevisionMixin
from regions.stamp_triggers import stamp_triggers
from regions.written.clean_models import CleanTextMixin


class HomePath(NamedTuple):
    """A home's place in the tree, from which the address of any page below it follows without a query."""

    page_id: int
    path: str
    url_path: str
    language: str


class PortalPageMixin(CleanTextMixin):
    """A public page of a portal. Its address is ``<portal>/<language>/<path below that language's home>/``."""

    def _get_site_root_paths(self, cache_object: Any = None, **kwargs: Any) -> list[SiteRootPath]:
        """Every home as a root, read once per request; without a request, once per page.

        Wagtail's own version is cached in each process for an hour, so a running server would have no addresses for a
        portal that a command has just opened.
        """
        holder: Any = cache_object or self
        if not hasattr(holder, "_regions_site_root_paths"):
            holder._regions_site_root_paths = PortalHomePage.objects.site_root_paths()
            holder._wagtail_cached_site_root_paths = holder._regions_site_root_paths
        roots: list[SiteRootPath] = holder._regions_site_root_paths
        return roots

    def get_url_parts(self, request: PortalRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's (site id, root address, path); None for a page outside every portal."""
        roots = self._get_relevant_site_root_paths(request)  # type: ignore[attr-defined]
        if not roots:
            return None
        root = roots[0]
        below_home = self.url_path[len(root.root_path) :]  # type: ignore[attr-defined]
        return root.site_id, root.root_url, on_host(f"{root.language_code}/{below_home}")

    def serve_preview(self, request: PortalRequest, mode_name: str) -> HttpResponse:
        request.portal_page = self
        response: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]
        return response


class PortalHomePageQuerySet(PageQuerySet):
    def fronts(self) -> Self:
        """The homes that portals use: those directly below the tree's root."""
        return self.filter(depth=2)

    def front(self, portal: Portal, language: str) -> "PortalHomePage | None":
        """A portal's home in one of its current languages; None for other languages."""
        if language not in portal.languages:
            return None
        home = self.fronts().filter(portal=portal, locale__language_code=language).select_related("locale").first()
        if home is not None:
            home.portal = portal
        return home

    def containing(self, page: Any) -> "PortalHomePage | None":
        """The home above a page, or the page itself if it is a home; or None."""
        return self.filter(path=page.path[: 2 * page.steplen]).select_related("portal__site", "locale").first()

    def site_root_paths(self) -> list[SiteRootPath]:
        """Wagtail's root paths: (site id, internal path, root address, language) of every home. One query.

        A home in a language that its portal no longer has is left out: no page below it has an address.
        """
        homes = self.fronts().select_related("portal__site", "locale")
        return [
            SiteRootPath(home.portal.site_id, home.url_path, home.portal.site.root_url, home.locale.language_code)
            for home in homes
            if home.locale.language_code in home.portal.languages
        ]

    def page_addresses(self, page_ids: Collection[int]) -> dict[int, str]:
        """Absolute addresses of live pages by id. No query, or two.

        A page outside every portal has none, and neither has one whose public address isn't in the tree.
        """
        if not page_ids:
            return {}
        roots = self.site_root_paths()
        pages = Page.objects.live().filter(pk__in=page_ids).select_related("content_type")
        addresses = {page.pk: _tree_address(page, roots) for page in pages}
        return {page_id: address for page_id, address in addresses.items() if address}

    def home_paths(self) -> dict[str, HomePath]:
        """Homes by language, for one portal's homes. One query."""
        rows = self.fronts().values_list("pk", "path", "url_path", "locale__language_code")
        return {language: HomePath(pk, path, url_path, language) for pk, path, url_path, language in rows}


def _tree_address(page: Any, roots: list[SiteRootPath]) -> str:
    model = page.content_type.model_class()
    if model is None or not issubclass(model, PortalPageMixin):
        return ""
    for root in roots:
        if page.url_path.startswith(root.root_path):
            return f"{root.root_url}{home_path(root.language_code)}{page.url_path[len(root.root_path) :]}"
    return ""


class PortalHomePage(FixedPageMixin, ReviewedRevisionMixin, PortalPageMixin, Page):
    """A portal's front page in one language. Homes of one portal are translations of each other."""

    portal = models.ForeignKey(Portal, on_delete=models.PROTECT, related_name="homes", verbose_name=_("portal"))
    lead = models.CharField(_("one sentence"), max_length=300, blank=True, help_text=_("What a visitor finds here."))

    blocks = StreamField(
        FrontBlocks(),
        blank=True,
        verbose_name=_("what the front page shows"),
        help_text=_(
            "Below the search. Leave it empty to show every part in its usual order; or add the parts that you want, in"
            " your order, and texts of your own between them."
        ),
    )

    base_form_class = PortalPageForm
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("blocks")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "regions/home.html"

    objects: ClassVar[Any] = PageManager.from_queryset(PortalHomePageQuerySet)()

    class Meta:
        verbose_name = _("portal front page")
        verbose_name_plural = _("portal front pages")
        triggers = stamp_triggers("regions.homes", "page_ptr_id")

    def get_context(self, request: PortalRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        head = front_page_metadata(self.portal, self.locale.language_code, self.lead)
        return {
            **super().get_context(request, *args, **kwargs),
            "front": front_view(request, self.blocks, PortalHomePage.objects.page_addresses),
            "metadata": head,
        }

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """False: front pages come with their portal (``open_portal``)."""
        return False
