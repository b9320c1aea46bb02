"""The two public pages of the read model: a portal's finder and its organisations, one of each per language."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from listings.addresses import activities_slug, organisations_slug, theme_path, themes_slug
from regions.models import PortalPageMixin
from regions.page_permissions import FixedPageMixin
from regions.portal_request import PortalRequest


class ReadModelPage(FixedPageMixin, RoutablePageMixin, PortalPageMixin, Page):
    """A page that comes with its portal and whose content is the read model, not the page tree."""

    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["regions.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = []

    #: What the visitor looks at below this page (``<id>/`` or nothing) and the query string, both the same in every
    #: language; set by the route that answers.
    below = ""
    query = ""

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Such pages come with their portal (``open_portal``), never by hand."""
        return False

    @staticmethod
    def slug_in(language: str) -> str:
        raise NotImplementedError

    def get_translated_url(self, language: str) -> str:
        """The same view, with the same filters, in another language of the portal."""
        query = f"?{self.query}" if self.query else ""
        return f"/{language}/{self.slug_in(language)}/{self.below}{query}"


class FinderPage(ReadModelPage):
    """A portal's finder in one language, ``/fi/toiminta/``; each activity in scope is at ``<finder>/<id>/``."""

    slug_in = staticmethod(activities_slug)
    #: The theme that the visitor looks at; set by the route that answers.
    theme_code = ""

    class Meta:
        verbose_name = _("finder")
        verbose_name_plural = _("finders")

    def get_translated_url(self, language: str) -> str:
        return theme_path(language, self.theme_code) if self.theme_code else super().get_translated_url(language)

    @path("")
    def results(self, request: PortalRequest) -> HttpResponse:
        from faces.finder.finder_view import results

        self.query = request.GET.urlencode()
        return results(request, self)

    @path("code/")
    def code(self, request: PortalRequest) -> HttpResponse:
        from faces.finder.finder_view import code

        return code(request)

    @path("<slug:word>/<slug:code>/")
    def theme(self, request: PortalRequest, word: str, code: str) -> HttpResponse:
        from faces.theme.theme_view import show

        if word != themes_slug(get_language() or ""):
            raise Http404
        self.theme_code = code
        return show(request, self, code)

    @path("<uuid:listing_id>/")
    def activity(self, request: PortalRequest, listing_id: UUID) -> HttpResponse:
        from faces.activity.activity_view import show

        self.below = f"{listing_id}/"
        return show(request, listing_id)


class OrganisationsPage(ReadModelPage):
    """A portal's organisations in one language, ``/fi/jarjestot/``; each organisation shown is at ``<list>/<id>/``."""

    slug_in = staticmethod(organisations_slug)

    class Meta:
        verbose_name = _("list of organisations")
        verbose_name_plural = _("lists of organisations")

    @path("")
    def results(self, request: PortalRequest) -> HttpResponse:
        from faces.organisation.organisation_views import results

        self.query = request.GET.urlencode()
        return results(request, self)

    @path("<uuid:organisation_id>/")
    def organisation(self, request: PortalRequest, organisation_id: UUID) -> HttpResponse:
        from faces.organisation.organisation_views import show

        self.below = f"{organisation_id}/"
        return show(request, organisation_id)
