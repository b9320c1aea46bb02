"""An announcement as portals will show it: its card and its page, in each of their languages, before it is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from faces.activity.activity_view import render_activity
from faces.parts.card import make_card
from faces.parts.viewpoint import Viewpoint
from faces.templatetags.faces import comma_of
from listings.models import ActivityPage
from regions.known_portals import known_portals
from regions.languages import direction, own_name
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.documents.drafts import build_listing_draft
from search.models import ListingDocument
from search.visibility import own_end


@dataclass(frozen=True)
class Language:
    """A language by its own name."""

    code: str

    @property
    def name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)


@dataclass(frozen=True)
class Face:
    """A portal and one of its languages, as a choice."""

    portal: Portal
    language: Language

    @property
    def value(self) -> str:
        return f"{self.portal.slug}/{self.language.code}"


class ShownDraft:
    """The document that a page object would get. Made with the statements of one preview, whatever its rows."""

    def __init__(self, page: ActivityPage, home: Portal) -> None:
        built = build_listing_draft(page)
        self.document = ListingDocument(pk=built.id, **built.columns)
        self.home = home
        now, end = timezone.now(), own_end(self.document.public_until, self.document.over_at)
        self._scope = {span.portal_id for span in built.spans if span.is_in_scope(now, end)}

    @cached_property
    def shown_on(self) -> list[Portal]:
        """The portals that will show it, the national one first."""
        return [portal for portal in known_portals() if portal.pk in self._scope]

    @cached_property
    def not_shown_on(self) -> list[Portal]:
        return [portal for portal in known_portals() if portal.pk not in self._scope]

    @property
    def written_in(self) -> Language:
        return Language(self.document.source_language)

    @cached_property
    def languages_without_text(self) -> list[Language]:
        """Languages of the portals that show it in which it has no text: there it is shown in the source's."""
        asked = dict.fromkeys(code for portal in self._choosable for code in portal.languages)
        return [Language(code) for code in asked if code not in self.document.texts]

    @property
    def _choosable(self) -> list[Portal]:
        return self.shown_on or [self.home]

    @cached_property
    def faces(self) -> list[Face]:
        return [Face(portal, Language(code)) for portal in self._choosable for code in portal.languages]

    def face(self, asked: str, portal: Portal, language: str) -> Face:
        """Return the face that was asked for; else the reader's own portal and language, or what comes near them."""
        wanted = (
            lambda one: one.value == asked,
            lambda one: (one.portal, one.language.code) == (portal, language),
            lambda one: one.portal == portal,
            lambda one: (one.portal, one.language.code) == (self.home, language),
        )
        found: Iterable[Face] = (one for suits in wanted for one in self.faces if suits(one))
        return next(iter(found), self.faces[0])

    def card(self, request: PortalRequest, face: Face, url: str) -> SafeString:
        """Return the card as lists show it; its title links to ``url``."""
        code = face.language.code
        with translation.override(code):
            card = replace(make_card(self.document, Viewpoint.of(code, timezone.now(), face.portal.languages)), url=url)
            html = render_to_string("faces/card.html", {"card": card, "comma": comma_of(code)}, request)
        return mark_safe(html)  # noqa: S308  (a template's output)

    def page(self, request: PortalRequest, face: Face, context: dict[str, Any]) -> HttpResponse:
        """Return the whole page in the portal's frame, with a line above it that says what it is."""
        request.portal = face.portal
        with translation.override(face.language.code):
            response = render_activity(request, self.document, now=timezone.now(), is_preview=True)
            response.template_name = "editorial/announcing/preview.html"
            response.context_data = {**(response.context_data or {}), **context}
            rendered: HttpResponse = response.render()
        rendered.headers["Cache-Control"] = "no-store"
        return rendered
