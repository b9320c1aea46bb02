"""What the screen shows of a text that waits: everything that an answer needs, with a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from editorial.announcing.alike_announcements import alike_announcements
from editorial.compared_strings.comparing import compared_strings
from editorial.compared_strings.string_counts import string_counts
from editorial.desk_texts.wording_question import wording_question
from editorial.remarks.earlier_remarks import ShownEarlier, earlier_remarks
from editorial.remarks.remark_form import RemarkForm
from editorial.review.lookers import lookers
from editorial.review.moment_words import moment_words
from editorial.review.seen_review import SeenReview
from editorial.review_screen.answer_form import FILL, comment_input, reasons_of
from editorial.review_screen.asking_opinions import opinions_of
from editorial.review_screen.findings import findings_on
from editorial.review_screen.organisation_history import organisation_history
from editorial.review_screen.part_names import changed_part_names
from editorial.review_screen.reviewed_text import ReviewedText
from editorial.review_screen.shown_version import FACE, faces_of, shown_draft
from editorial.text_changes.change import Change
from editorial.text_changes.version_changes import changes_between, with_originals, with_strings
from editorial.trust.allowed_corrections import allows_spelling_corrections
from editorial.trust.own_texts import REFUSAL, own_texts
from regions.languages import direction, own_name
from regions.people import person_name


def list_address() -> str:
    """Where a reviewer goes on: the list of what waits, or the admin's front page without one."""
    try:
        return reverse("waiting_reviews")
    except NoReverseMatch:
        return reverse("wagtailadmin_home")


def screen_context(
    text: ReviewedText,
    user: Any,
    *,
    comment: str = "",
    fault: str = "",
    remarks: RemarkForm | None = None,
    is_only_wording: bool | None = None,
) -> dict[str, Any]:
    """Return what the template needs. ``comment`` and ``remarks`` were typed; ``fault``: why it wasn't sent.

    ``is_only_wording``: what was ticked; None before anything was sent.
    """
    changes = text_changes(text)
    remark_form = (remarks or RemarkForm(text.version)) if text.is_waiting else None
    unchanged = [change for change in changes if not change.is_changed]
    offered = [] if text.is_public else [change for change in changes if change.is_offered]
    draft = shown_draft(text)
    faces = faces_of(text, draft)
    language = get_language() or text.portal.first_language
    title = text.version.get_admin_display_title() if not text.version.title else text.version.title
    return {
        **frame(title),
        **opinions_of(text, _names(changes), user),
        "text": text,
        "kind": capfirst(str(type(text.version)._meta.verbose_name)),
        "language_name": own_name(text.language),
        "text_direction": direction(text.language),
        "lookers": lookers([text.stored.pk], without=user).get(text.stored.pk, ()) if text.is_waiting else (),
        "sender": person_name(text.state.workflow_state.requested_by),
        "sent": moment_words(text.sent_at),
        "waits_since": moment_words(text.state.started_at) if text.state.sent_at else "",
        "history": organisation_history(text.organisation, without=text.state) if text.organisation else None,
        "changes": [change for change in changes if change.is_changed and change not in offered],
        "unchanged": unchanged,
        "offered": offered,
        "remark_form": remark_form,
        "has_remarks_below": _has_remarks(remark_form, [*unchanged, *offered]),
        "earlier_remarks": ShownEarlier(earlier_remarks(text.state), _names(changes)),
        "string_counts": string_counts(one for change in changes for one in change.strings) if text.source else None,
        "findings": findings_on(text),
        "shown_names": {change.name for change in changes},
        "alike": alike_announcements(draft.document, text.portal, language, timezone.now()) if draft else [],
        "own_faces": [face for face in faces if face.portal.pk == text.portal.pk],
        "other_faces": [face for face in faces if face.portal.pk != text.portal.pk],
        "face_field": FACE,
        "has_card": draft is not None,
        "reasons": reasons_of(text.portal),
        "allows_corrections": text.organisation is not None and allows_spelling_corrections(text.organisation.pk),
        "refusal": REFUSAL if text.is_waiting and own_texts([text.state], user) else "",
        "wording": wording_question(text.version, text.stored) if text.is_waiting else None,
        "is_wording_ticked": is_only_wording,
        "fill": FILL,
        "comment": comment,
        "comment_input": comment_input(comment, has_fault=bool(fault)),
        "fault": fault,
        "answered_by": person_name(text.state.finished_by),
        "answered_at": moment_words(text.state.finished_at) if text.state.finished_at else "",
        "list_address": list_address(),
    }


def _names(changes: Sequence[Change]) -> set[str]:
    """The places that are shown: of fields and rows, and of strings in them."""
    return {change.name for change in changes} | {one.name for change in changes for one in change.strings}


def _has_remarks(form: RemarkForm | None, changes: Sequence[Change]) -> bool:
    return form is not None and form.speaks_of(_names(changes))


def text_changes(text: ReviewedText) -> list[Change]:
    """Return what the version changes in what is public; of a translation with the original, string by string."""
    public = text.stored if text.is_public else None
    changes = changes_between(public, text.version)
    if text.source is None:
        return changes
    strings = compared_strings(text.version, text.source, public)
    return with_strings(with_originals(changes, text.source), strings)


def words_of_places(text: ReviewedText) -> dict[str, str]:
    """Return what stands at each place of the version, in words of its language."""
    with override(text.language):
        return {change.name: change.after for change in changes_between(None, text.version)}


def news_since(text: ReviewedText, seen: SeenReview, earlier: ReviewedText | None = None) -> dict[str, Any]:
    """Return what is new since the reviewer's screen was made; ``earlier`` is the version that was on it."""
    changes: list[Change] = []
    if earlier is not None and earlier.state.revision_id != text.state.revision_id:
        found = changes_between(earlier.version, text.version)
        changes = [change for change in found if change.is_changed]
    elif seen.document:
        return {"news": changed_part_names(seen.document, text.seen.document) or [_("the text")], "new_changes": []}
    return {"news": [], "new_changes": changes}


def frame(title: str) -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": list_address(), "label": _("Waits for review")},
        {"url": "", "label": title},
    ]
    return {"page_title": title, "header_title": title, "header_icon": "tasks", "breadcrumbs_items": trail}
