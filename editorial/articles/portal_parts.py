"""What a portal gets from here when it is opened: news and the pages about the service, in each of its languages."""

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
    """A fixed page: its name in ``Portal.fixed_pages``, its model with the fields that set it apart, its title."""

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
    """Add the pages that are missing; those of one kind are translations of each other. Two queries where all are."""
    there = {model: _existing(model, context) for model in dict.fromkeys(wanted.model for wanted in FIXED_PAGES)}
    slugs: dict[str, dict[str, str]] = {language: {} for language in context.homes}
    for wanted in FIXED_PAGES:
        pages = {language: page for language, page in there[wanted.model] if wanted.is_met_by(page)}
        key = next((page.translation_key for page in pages.values()), uuid.uuid4())
        for language, home in context.homes.items():
            if language not in pages:
                pages[language] = _add(wanted, home, language, key, context.user)
                context.report(
                    gettext("%(page)s in %(language)s") % {"page": gettext(wanted.title), "language": language}
                )
            slugs[language][wanted.name] = pages[language].slug
    _store_slugs(context, slugs)


def _existing(model: type[Any], context: PortalContext) -> list[tuple[str, Any]]:
    """The portal's pages of this model with their languages. One query."""
    below = Q()
    for home in context.homes.values():
        below |= Q(path__startswith=home.path, depth=home.depth + 1)
    found = list(model.objects.filter(below))
    return list(_with_language(found, context))


def _with_language(pages: list[Any], context: PortalContext) -> Iterator[tuple[str, Any]]:
    for page in pages:
        for language, home in context.homes.items():
            if page.is_child_of(home):
                yield language, page


def _add(wanted: FixedPage, home: Any, language: str, key: uuid.UUID, user: Any) -> Any:
    with override(language):
        words = gettext(wanted.title)
    page = wanted.model(
        title=words,
        slug=wanted.slug(language),
        locale=home.locale,
        translation_key=key,
        owner=user,
        live=False,
        **wanted.fields,
    )
    home.refresh_from_db(fields=["numchild"])
    home.add_child(instance=page)
    page.save_revision(user=user, changed=False).publish(user=user, skip_permission_checks=True)
    return page


def _store_slugs(context: PortalContext, slugs: dict[str, dict[str, str]]) -> None:
    """Where header and footer find them without a query. Languages that the portal gave up are forgotten."""
    if context.portal.fixed_pages != slugs:
        context.portal.fixed_pages = slugs
        context.portal.save(update_fields=["fixed_pages"])
        context.report(gettext("links to news and to the pages about the service"))


def connect() -> None:
    register(PortalPart("editorial_pages", 210, ensure_editorial_pages))
