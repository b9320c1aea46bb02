"""How visitors would see a version that waits: its cards and its pages, in each language of those portals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.announcing.shown_draft import Face, Language, ShownDraft
from editorial.review_screen.reviewed_text import ReviewedText
from faces.organisation.organisation_views import render_organisation
from faces.parts.card import make_card
from faces.parts.viewpoint import Viewpoint
from faces.templatetags.faces import comma_of
from listings.announcement_rules import missing_facts
from listings.models import ActivityPage, OrganisationPage
from regions.languages import direction
from regions.portal_request import PortalRequest
from search.documents.drafts import build_organisation_draft
from search.models import OrganisationDocument

#: The parameter of the address that chooses a portal and a language, as ``espoo/fi``.
FACE = "show"


@dataclass(frozen=True)
class ShownCard:
    language: Language
    html: SafeString


def shown_draft(text: ReviewedText) -> ShownDraft | None:
    """Return the document that visitors would get; None for what isn't an announcement, or lacks its facts."""
    page = text.version
    if not isinstance(page, ActivityPage) or missing_facts((text.source or page).announcement()):
        return None
    return ShownDraft(page, text.portal)


def faces_of(text: ReviewedText, draft: ShownDraft | None) -> list[Face]:
    """Return where it would be shown, and in which languages, that of the text first."""
    if draft is not None:
        faces = draft.faces
    elif isinstance(text.version, OrganisationPage):
        faces = [Face(text.portal, Language(code)) for code in text.portal.languages]
    else:
        return [Face(text.portal, Language(text.language))]
    return sorted(faces, key=lambda face: (face.portal.pk != text.portal.pk, face.language.code != text.language))


def cards_of(request: PortalRequest, text: ReviewedText, draft: ShownDraft) -> Iterator[ShownCard]:
    """Yield the card as lists of the text's portal show it, in each of its languages."""
    for face in faces_of(text, draft):
        if face.portal.pk != text.portal.pk and text.portal in draft.shown_on:
            continue
        code = face.language.code
        with translation.override(code):
            card = replace(
                make_card(draft.document, Viewpoint.of(code, timezone.now(), face.portal.languages)), url="#"
            )
            html = render_to_string("faces/card.html", {"card": card, "comma": comma_of(code)}, request)
        yield ShownCard(face.language, mark_safe(html))  # noqa: S308  (a template's output)


def show_page(request: PortalRequest, text: ReviewedText) -> HttpResponse:
    """Return the whole page as it would be, in the frame of its portal. 404 where nobody could show it."""
    page, draft = text.version, shown_draft(text)
    faces = faces_of(text, draft)
    face = next((one for one in faces if one.value == request.GET.get(FACE, "")), faces[0])
    if draft is not None:
        return draft.page(request, face, _preview_line(text, face))
    if isinstance(page, OrganisationPage):
        return _organisation(request, page, face)
    if isinstance(page, ActivityPage) or not getattr(page, "preview_modes", None):
        raise Http404
    shown: HttpResponse = page.make_preview_request(request, page.default_preview_mode)
    return shown


def _preview_line(text: ReviewedText, face: Face) -> dict[str, Any]:
    """What stands above the page, in the reviewer's language."""
    language = get_language() or text.portal.first_language
    return {
        "preview_words": _("This is a preview. Nobody else sees it before it is approved."),
        "preview_place": f"{face.portal.title} · {face.language.name}",
        "preview_back": reverse("review_screen", args=[text.state.pk]),
        "preview_back_words": _("Back to the review"),
        "preview_language": language,
        "preview_direction": direction(language),
    }


def _organisation(request: PortalRequest, page: Any, face: Face) -> HttpResponse:
    request.portal = face.portal
    built = build_organisation_draft(page)
    document = OrganisationDocument(pk=built.id, **built.columns)
    with translation.override(face.language.code):
        rendered: HttpResponse = render_organisation(request, document, is_preview=True).render()
    return rendered
