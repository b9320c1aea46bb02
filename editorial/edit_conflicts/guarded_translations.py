"""The guard around wagtail-localize's editor, which keeps one text at a time and sends no version along.

What somebody has before them is known from the time at which they opened the editor. Their own texts aren't news.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)

from editorial.edit_conflicts import conflict_views, guarded_review
from editorial.edit_conflicts.comparison import Difference
from editorial.edit_conflicts.conflict_views import Handler
from editorial.edit_conflicts.page_lock import latest_is_seen, lock_page
from editorial.edit_conflicts.translated_pages import is_translation
from listings.actions.adopt_translation import translation_of
from regions.rich_text import plain_text

#: Session key: when each translation's editor was opened last.
SESSION_KEY = "translation_editors"
_KEPT = 50


def note_shown(request: HttpRequest, page_id: int) -> None:
    """Remember when the person opened a translation's editor. Called before the editor reads the texts."""
    page = Page.objects.filter(pk=page_id).specific().first()
    translation = translation_of(page) if page is not None and is_translation(page) else None
    if translation is None:
        return
    shown = request.session.get(SESSION_KEY, {})
    shown.pop(str(translation.pk), None)
    shown[str(translation.pk)] = timezone.now().isoformat()
    request.session[SESSION_KEY] = dict(list(shown.items())[-_KEPT:])


def _shown_at(request: HttpRequest, translation: Translation) -> datetime.datetime | None:
    value = request.session.get(SESSION_KEY, {}).get(str(translation.pk), "")
    return parse_datetime(value) if value else None


def send(request: HttpRequest, page: Any, view: Handler) -> HttpResponse:
    """Publish a translation, or send it to review, as the person has it before them. Called under the page's lock."""
    action = request.POST.get("action")
    address = guarded_review.waiting_address(page) if action == "publish" else ""
    if address:
        heading = _("A version of this page waits for review: answer that first")
        return conflict_views.show_message(request, page, heading, [], address=address)
    translation = translation_of(page)
    if translation is not None and action in {"publish", "submit"}:
        news = _texts_of_others(request, translation)
        if news:
            heading = _("Somebody else has changed this translation since you opened it")
            return conflict_views.show_message(request, page, heading, news)
        if action == "submit" and _is_sent_already(page, translation):
            messages.success(request, _("The translation is being reviewed."))
            return HttpResponseRedirect(request.path)
    with latest_is_seen(page.pk):
        response = view()
    if action == "submit":
        _replace_waiting(Page.objects.get(pk=page.pk), request.user)
    return response


def _replace_waiting(page: Any, user: Any) -> None:
    """Let the version that was sent wait at the place of the one before, which the editor leaves there."""
    state = page.current_workflow_task_state
    if state is not None and page.workflow_in_progress and state.revision_id != page.latest_revision_id:
        state.specific.cancel(user=user, resume=True)


def _texts(translation: Translation) -> Any:
    segments = translation.source.stringsegment_set.all()
    return segments.get_translations(translation.target_locale).select_related("translation_of")


def _texts_of_others(request: HttpRequest, translation: Translation) -> list[Difference]:
    """Texts that others have changed since the person opened the editor, beside their source."""
    shown_at = _shown_at(request, translation)
    if shown_at is None:
        return []
    changed = _texts(translation).filter(updated_at__gt=shown_at).exclude(last_translated_by=request.user)
    return [Difference(plain_text(text.translation_of.data), "", plain_text(text.data)) for text in changed]


def _is_sent_already(page: Any, translation: Translation) -> bool:
    state = page.current_workflow_task_state
    if state is None or state.revision_id != page.latest_revision_id:
        return False
    return not _texts(translation).filter(updated_at__gt=state.revision.created_at).exists()


def write_string(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Keep a text that nobody else has changed since the person opened the editor; otherwise 409."""
    segment = StringSegment.objects.filter(pk=kwargs["string_segment_id"]).first()
    if segment is None:
        return None
    rows = StringTranslation.objects.filter(translation_of_id=segment.string_id, context_id=segment.context_id)
    return _write(request, view, kwargs["translation_id"], rows)


def write_override(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """As ``write_string``, for a picture or an address of the version's own."""
    segment = OverridableSegment.objects.filter(pk=kwargs["overridable_segment_id"]).first()
    if segment is None:
        return None
    return _write(
        request, view, kwargs["translation_id"], SegmentOverride.objects.filter(context_id=segment.context_id)
    )


def import_file(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Import all texts of a file or none, while nobody else writes the version."""
    page = _editable_page(request, _translation(kwargs["translation_id"]))
    if page is None:
        return None
    with transaction.atomic():
        lock_page(page.pk)
        return view()


def _write(request: HttpRequest, view: Handler, translation_id: int, rows: Any) -> HttpResponse | None:
    translation = _translation(translation_id)
    page = _editable_page(request, translation)
    if translation is None or page is None:
        return None
    with transaction.atomic():
        lock_page(page.pk)
        shown_at = _shown_at(request, translation)
        stored = rows.filter(locale=translation.target_locale).exclude(last_translated_by=request.user).first()
        if shown_at is not None and stored is not None and stored.updated_at > shown_at:
            message = _("Somebody else has changed this text since you opened the page. Open it again to see theirs.")
            return JsonResponse({"detail": message}, status=conflict_views.CONFLICT)
        return view()


def _translation(pk: int) -> Translation | None:
    translation: Translation | None = Translation.objects.select_related("source").filter(pk=pk).first()
    return translation


def _editable_page(request: HttpRequest, translation: Translation | None) -> Page | None:
    """The translation's page, if the person may edit it; otherwise the view itself refuses."""
    page = translation.get_target_instance() if translation is not None else None
    editable = isinstance(page, Page) and page.permissions_for_user(request.user).can_edit()
    return page if editable else None
