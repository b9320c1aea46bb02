"""The portal part with the news index and the pages about the service, in each of the portal's languages."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as N_

from editorial.articles.addresses import NEWS, news_slug, statement_slug
from editorial.articles.pages import NewsIndexPage, StatementPage
from editorial.articles.statements import TITLES
from editorial.enums import StatementKind
from regions.portal_parts import PortalContext, PortalPart, register


@dataclass(frozen=True)
class FixedPage:
    """A page that every portal has.

    ``name``: that in ``Portal.fixed_pages``; ``fields``: values that tell it from other pages of its model.
    """

    name: str
    model: type[Any]
    fields: dict[str, str]
    title: str

    def slug(self, language: str) -> str:
        return news_slug(language) if self.name == NEWS else statement_slug(StatementKind(self.name), language)

    def is_met_by(self, page: Any) -> bool:
        return all(getattr(page, name) == value for name, value in self.fields.items())


FIXED_PAGES = (
    FixedPage(NEWS, NewsIndexPage, {}, N_("News")),
    *(FixedPage(kind.value, StatementPage, {"kind": kind.value}, title) for kind, title in TITLES.items()),
)


def ensure_editorial_pages(context: PortalContext) -> None:
    """Add the pages that are missing, as translations of those of their kind. Two queries where none is missing."""
    pages_by_model = {
        model: _existing(model, context) for model in dict.fromkeys(fixed_page.model for fixed_page in FIXED_PAGES)
    }
    slugs: dict[str, dict[str, str]] = {language: {} for language in context.homes}
    for fixed_page in FIXED_PAGES:
        pages = {language: page for language, page in pages_by_model[fixed_page.model] if fixed_page.is_met_by(page)}
        key = next((page.translation_key for page in pages.values()), uuid.uuid4())
        for language, home in context.homes.items():
            if language not in pages:
                pages[language] = _add(fixed_page, home, language, key, context.user)
                context.report(
                    gettext("%(page)s in %(language)s") % {"page": gettext(fixed_page.title), "language": language}
                )
            slugs[language][fixed_page.name] = pages[language].slug
    _store_slugs(context, slugs)


def _existing(model: type[Any], context: PortalContext) -> list[tuple[str, Any]]:
    """The portal's pages of this model with their languages. One query."""
    below = Q()
    for home in context.homes.values():
        below |= Q(path__startswith=home.path, depth=home.depth + 1)
    pages = list(model.objects.filter(below))
    return list(_with_language(pages, context))


def _with_language(pages: list[Any], context: PortalContext) -> Iterator[tuple[str, Any]]:
    for page in pages:
        for language, home in context.homes.items():
            if page.is_child_of(home):
                yield language, page


def _add(fixed_page: FixedPage, home: Any, language: str, key: uuid.UUID, user: Any) -> Any:
    with override(language):
        title = gettext(fixed_page.title)
    page = fixed_page.model(
        title=title,
        slug=fixed_page.slug(language),
        locale=home.locale,
        translation_key=key,
        owner=user,
        live=False,
        **fixed_page.fields,
    )
    home.refresh_from_db(fields=["numchild"])
    home.add_child(instance=page)
    page.save_revision(user=user, changed=False).publish(user=user, skip_permission_checks=True)
    return page


def _store_slugs(context: PortalContext, slugs: dict[str, dict[str, str]]) -> None:
    """Store the slugs on the portal, where header and footer read them without a query.

    Languages that the portal no longer has are left out.
    """
    if context.portal.fixed_pages != slugs:
        context.portal.fixed_pages = slugs
        context.portal.save(update_fields=["fixed_pages"])
        context.report(gettext("links to news and to the pages about the service"))


def connect() -> None:
    register(PortalPart("editorial_pages", 210, ensure_editorial_pages))
