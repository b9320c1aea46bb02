"""The pages of the read model in Wagtail's page tree: a portal's finder and its organisations, one per language.

Their routes call the views.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from faces.activity.activity_view import activity_page
from faces.finder.finder_view import finder_results, search_qr_code
from faces.organisation.organisation_views import organisation_list, organisation_page
from faces.theme.theme_view import theme_page
from listings.addresses import activities_slug, organisations_slug, theme_path, themes_slug
from regions.models import PortalPageMixin
from regions.page_permissions import FixedPageMixin
from regions.paths import on_host
from regions.portal_request import PortalRequest


class ReadModelPage(FixedPageMixin, RoutablePageMixin, PortalPageMixin, Page):
    """A page that is created with its portal and shows the read model, not pages of the page tree."""

    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["regions.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = []

    #: The rest of the address below this page (``<id>/`` or empty) and the query string, both the same in every
    #: language; set by the route.
    below = ""
    query = ""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Such pages are created with their portal (``open_portal``), never by hand."""
        return False

    @staticmethod
    def slug_in(language: str) -> str:
        raise NotImplementedError

    def get_translated_url(self, language: str) -> str:
        """The same view, with the same filters, in another language of the portal."""
        query = f"?{self.query}" if self.query else ""
        return on_host(f"{language}/{self.slug_in(language)}/{self.below}{query}")


class FinderPage(ReadModelPage):
    """A portal's finder in one language, ``/fi/toiminta/``; each activity in scope is at ``<finder>/<id>/``."""

    slug_in = staticmethod(activities_slug)
    #: The code of the theme whose page is shown, or empty; set by the route.
    theme_code = ""

    class Meta:
        verbose_name = _("finder")
        verbose_name_plural = _("finders")

    def get_translated_url(self, language: str) -> str:
        return theme_path(language, self.theme_code) if self.theme_code else super().get_translated_url(language)

    @path("")
    def results(self, request: PortalRequest) -> HttpResponse:
        self.query = request.GET.urlencode()
        return finder_results(request, self)

    @path("code/")
    def code(self, request: PortalRequest) -> HttpResponse:
        return search_qr_code(request)

    @path("<slug:word>/<slug:code>/")
    def theme(self, request: PortalRequest, word: str, code: str) -> HttpResponse:
        if word != themes_slug(get_language() or ""):
            raise Http404
        self.theme_code = code
        return theme_page(request, self, code)

    @path("<uuid:listing_id>/")
    def activity(self, request: PortalRequest, listing_id: UUID) -> HttpResponse:
        self.below = f"{listing_id}/"
        return activity_page(request, listing_id)


class OrganisationsPage(ReadModelPage):
    """A portal's organisations in one language, ``/fi/jarjestot/``; each organisation shown is at ``<list>/<id>/``."""

    slug_in = staticmethod(organisations_slug)

    class Meta:
        verbose_name = _("list of organisations")
        verbose_name_plural = _("lists of organisations")

    @path("")
    def results(self, request: PortalRequest) -> HttpResponse:
        self.query = request.GET.urlencode()
        return organisation_list(request, self)

    @path("<uuid:organisation_id>/")
    def organisation(self, request: PortalRequest, organisation_id: UUID) -> HttpResponse:
        self.below = f"{organisation_id}/"
        return organisation_page(request, organisation_id)
