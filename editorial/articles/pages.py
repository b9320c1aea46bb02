"""A portal's editorial pages: news with articles, and the statements about the service (docs/needs.md, C10)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editorial.articles.addresses import article_path, news_path, statement_slug
from editorial.articles.article_family import ArticleFamilyMixin
from editorial.articles.article_texts import ArticleTextsMixin
from editorial.articles.blocks import ArticleBlocks, StatementBlocks
from editorial.articles.forms import ArticlePageForm
from editorial.articles.permissions import ArticlePermissionTester
from editorial.articles.publishing import PublishedRowMixin
from editorial.articles.querysets import ArticlePageQuerySet, languages_for
from editorial.articles.statements import show_statement
from editorial.articles.views import show_article_page, show_news
from editorial.enums import ArticleKind, StatementKind
from regions.models import PortalPageMixin
from regions.page_forms import PortalPageForm
from regions.page_permissions import FixedPageMixin
from regions.paths import on_host
from regions.portal_request import PortalRequest
from regions.reviewed_revisions import ReviewedRevisionMixin
from regions.stamp_triggers import stamp_triggers


class ServedPageMixin(PortalPageMixin):
    """A portal page that a view renders. The same view renders the preview, from the values in the form."""

    def serve_preview(self, request: PortalRequest, mode_name: str) -> HttpResponse:
        request.portal_page = self
        request.is_preview = True
        response: HttpResponse = self.serve(request)  # type: ignore[attr-defined]
        return response


class FixedPortalPage(FixedPageMixin, ReviewedRevisionMixin, ServedPageMixin, Page):
    """A page that comes with its portal, one per language."""

    base_form_class = PortalPageForm
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["regions.PortalHomePage"]
    show_in_menus_default = False

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """False: such pages come with their portal (``open_portal``)."""
        return False


class NewsIndexPage(FixedPortalPage):
    """A portal's news in one language, ``/fi/ajankohtaista/``; its articles stand below it."""

    lead = models.CharField(_("one sentence"), max_length=300, blank=True, help_text=_("What a visitor finds here."))

    content_panels = [FieldPanel("lead")]
    subpage_types: ClassVar[list[str]] = ["editorial.ArticlePage"]

    #: The filter and the page of the list that is shown, set by the view that shows it.
    query = ""

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        triggers = stamp_triggers("editorial.pages", "page_ptr_id")

    def route(self, request: PortalRequest, path_components: list[str]) -> RouteResult:
        """Route to articles below this page, and to those that the portal has only in other languages."""
        try:
            return super().route(request, path_components)
        except Http404:
            if not self.live or len(path_components) != 1:
                raise
            article = self._article_elsewhere(request, path_components[0])
            if article is None:
                raise
            return RouteResult(article)

    def _article_elsewhere(self, request: PortalRequest, slug: str) -> ArticlePage | None:
        """An article that the portal has in other languages alone, in the visitor's best of them; or None."""
        portal = request.portal
        languages = languages_for(get_language() or portal.first_language, portal.languages)
        return ArticlePage.objects.of_portal(portal).best_version(slug, languages)

    def serve(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return show_news(request, self, ArticlePage.objects.of_portal(request.portal))

    def get_translated_url(self, language: str) -> str:
        return f"{news_path(language)}?{self.query}" if self.query else news_path(language)


class ArticlePage(
    PublishedRowMixin, ArticleTextsMixin, ArticleFamilyMixin, ReviewedRevisionMixin, ServedPageMixin, Page
):
    """An article of a portal in one language. Only publishing changes what is public (see ``PublishedRowMixin``)."""

    kind = models.CharField(_("kind"), max_length=20, choices=ArticleKind.choices, default=ArticleKind.NEWS)
    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("One or two sentences, for lists and where the article is shared."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who can't see it. One sentence in the language of this page."),
    )
    date = models.DateField(_("date"), default=timezone.localdate, help_text=_("Readers see the newest first."))
    author = models.CharField(
        _("author"), max_length=150, blank=True, help_text=_("Who wrote it, as readers see it. May be empty.")
    )
    theme = models.ForeignKey(
        "listings.Concept",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"vocabulary": "theme"},
        related_name="+",
        verbose_name=_("theme"),
        help_text=_("The article is also shown on the page of this theme."),
    )
    body = StreamField(ArticleBlocks(), verbose_name=_("text"))
    #: What is known of the texts (``listings.translated_texts.text_state``).
    text_state = models.JSONField(default=dict, blank=True, editable=False)

    base_form_class = ArticlePageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
        FieldPanel("only_wording", disable_comments=True),
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("author"), FieldPanel("theme")], heading=_("When, by whom, about what")
        ),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["editorial.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False

    #: Fields that wagtail-localize gives to translators, and fields that all versions share.
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("date", overridable=False),
        SynchronizedField("theme", overridable=False),
        SynchronizedField("picture"),
        SynchronizedField("author"),
        TranslatableField("picture_alt"),
        TranslatableField("summary"),
        TranslatableField("body"),
    ]
    published_fields = ("title", "slug", "seo_title", "search_description", "show_in_menus")

    #: Paths of the article on this portal by language, set by the view that shows it.
    paths_by_language: Mapping[str, str] = MappingProxyType({})

    objects: ClassVar[Any] = PageManager.from_queryset(ArticlePageQuerySet)()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        triggers = stamp_triggers("editorial.pages", "page_ptr_id")

    def permissions_for_user(self, user: Any) -> ArticlePermissionTester:
        return ArticlePermissionTester(user, self)

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def public_path(self) -> str:
        """Where the article stands on its portal's host."""
        return article_path(self.language, self.slug)

    def clean(self) -> None:
        super().clean()
        if self.picture_id is not None and not self.picture_alt:
            raise ValidationError({"picture_alt": _("Say what the picture shows.")})

    def serve(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return show_article_page(request, self, ArticlePage.objects.of_portal(request.portal))

    def get_translated_url(self, language: str) -> str | None:
        return self.paths_by_language.get(language)


class StatementPage(FixedPortalPage):
    """A page about the service itself. Its text comes with the portal; the coordinator may add blocks."""

    kind = models.CharField(_("kind"), max_length=20, choices=StatementKind.choices, editable=False)
    checked_on = models.DateField(
        _("checked on"),
        default=timezone.localdate,
        help_text=_("When somebody last read this page through and found it true. Readers see the date."),
    )
    body = StreamField(
        StatementBlocks(),
        blank=True,
        verbose_name=_("your addition"),
        help_text=_("Shown below the text that comes with the portal."),
    )

    content_panels = [FieldPanel("checked_on"), FieldPanel("body")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page about the service")
        verbose_name_plural = _("pages about the service")
        triggers = stamp_triggers("editorial.pages", "page_ptr_id")

    def serve(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return show_statement(request, self)

    def get_translated_url(self, language: str) -> str:
        return on_host(f"{language}/{statement_slug(StatementKind(self.kind), language)}/")
