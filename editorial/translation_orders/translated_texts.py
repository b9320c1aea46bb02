"""A public text in a language that isn't its own: what is ordered, taken and translated."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.utils import timezone
from wagtail.models import Page

from editorial.articles.pages import ArticlePage
from editorial.second_language.own_versions import is_own_version
from editorial.translation_orders.models import TranslationOrder
from listings.models import ActivityPage, FamilyPage, Listing, Organisation, OrganisationPage
from regions.languages import content_languages, direction, own_name
from regions.models import Portal
from regions.permissions import translator_languages


@dataclass(frozen=True)
class TranslatedText:
    """``source``: the live row of the original; of an organisation's text with its record. ``code``: the language into
    which it is translated. ``organisation``: whose text it is; None for an article, which is its portal's.
    """

    source: Any
    portal: Portal
    code: str
    organisation: Organisation | None = None

    @property
    def key(self) -> UUID:
        key: UUID = self.source.translation_key
        return key

    @property
    def language_name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)

    @cached_property
    def version(self) -> Any:
        """The stored page in the language, with its latest revision; None where there is none. One statement."""
        rows = self.source.family().select_related("locale", "latest_revision")
        version = rows.filter(locale__language_code=self.code).first()
        if version is not None and self.organisation is not None:
            version.record = self.source.record
        return version

    @cached_property
    def is_own(self) -> bool:
        """Whether its organisation writes it in this language, and nobody has ordered it here. One statement.

        Of an article: whether it is no translation in this language.
        """
        if self.version is None or self.order is not None:
            return False
        if self.organisation is None:
            return not self.version.is_translation
        rows = Page.objects.filter(pk=self.version.pk).annotate(organisation=Value(self.organisation.pk))
        return bool(rows.filter(is_own_version("organisation")).exists())

    @cached_property
    def order(self) -> TranslationOrder | None:
        """One statement."""
        rows = TranslationOrder.objects.filter(page_key=self.key, language=self.code)
        order: TranslationOrder | None = rows.select_related("taken_by", "ordered_by").first()
        return order

    @property
    def published_at(self) -> datetime.datetime | None:
        version = self.version
        return version.last_published_at if version is not None and version.live else None

    @property
    def translator(self) -> Any:
        """Who has it now, or None."""
        return self.order.translator(self.published_at) if self.order is not None else None


def public_text(key: UUID, code: str) -> TranslatedText | None:
    """Return a text that visitors can read now, for a language of its portal; None for all others.

    Five statements at most. The original's drafts aren't looked at.
    """
    listing = Listing.objects.with_portal().public_on(timezone.localdate()).filter(pk=key).first()
    record = listing or Organisation.objects.with_portal().public().filter(pk=key).first()
    if record is None:
        return _public_article(key, code)
    if code not in orderable_languages(record):
        return None
    model: Any = ActivityPage if listing is not None else OrganisationPage
    source = model.objects.select_related("locale").source_of(record)
    if source is None:
        return None
    source.record = record
    organisation = organisation_of(record)
    return TranslatedText(source, organisation.home_portal, code, organisation)


def _public_article(key: UUID, code: str) -> TranslatedText | None:
    article = ArticlePage.objects.originals().filter(translation_key=key).first()
    portal = Portal.objects.select_related("site").get(pk=article.portal_id) if article is not None else None
    if portal is None or article.language not in portal.languages:
        return None
    is_offered = code in languages_but(portal, article.language)
    return TranslatedText(article, portal, code) if is_offered else None


def orderable(page: Any) -> tuple[Portal, list[str]] | None:
    """Return an original's portal, and the languages into which it can be translated; None for any other page."""
    if isinstance(page, ArticlePage):
        article = ArticlePage.objects.originals().filter(translation_key=page.translation_key).first()
        if article is None or article.pk != page.pk:
            return None
        portal = Portal.objects.get(pk=article.portal_id)
        return portal, languages_but(portal, page.language)
    if not isinstance(page, FamilyPage) or page.record is None or not page.is_source:
        return None
    return organisation_of(page.record).home_portal, orderable_languages(page.record)


def organisation_of(record: Listing | Organisation) -> Organisation:
    return record.organisation if isinstance(record, Listing) else record


def orderable_languages(record: Listing | Organisation) -> list[str]:
    """Return the languages of the home portal into which a text can be translated, in the portal's order."""
    return languages_but(organisation_of(record).home_portal, record.source_language)


def languages_but(portal: Portal, original: str) -> list[str]:
    """Return the languages of a portal in which texts are written, without the original's; in the portal's order."""
    written = content_languages()
    return [code for code in portal.languages if code in written and code != original]


def may_translate(user: Any, text: TranslatedText) -> bool:
    """Whether the person translates into the text's language in its home portal."""
    return text.code in translator_languages(user, text.portal)
