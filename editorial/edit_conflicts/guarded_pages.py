"""Guards around the views that create, edit and revert pages."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import localize
from django.utils.timezone import is_naive, localtime
from django.utils.translation import gettext as _
from wagtail.models import Page

from editorial.edit_conflicts import conflict_views, guarded_review, guarded_translations, outcome
from editorial.edit_conflicts.comparison import Difference
from editorial.edit_conflicts.conflict_views import Handler
from editorial.edit_conflicts.form_writes import (
    SHOWN_FIELD,
    digest_of,
    key_of,
    last_write,
    lock_form,
    remember,
    version_of,
    write_by_form,
)
from editorial.edit_conflicts.models import PageWrite
from editorial.edit_conflicts.page_lock import latest_is_seen, lock_page
from editorial.edit_conflicts.page_version import REVISION_FIELD, TIME_FIELD, PageVersion
from editorial.edit_conflicts.publish_rules import refusal_to_publish
from editorial.edit_conflicts.translated_pages import is_translation

#: Buttons of Wagtail's form that publish or answer a review.
_ANSWERS = ("action-publish", "action-workflow-action")


@transaction.atomic
def edit(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Write a page that is as the form's writer saw it; otherwise show both texts, answering 409.

    A form that is sent twice has one effect. A form whose own autosave was under way while it was sent isn't stale.
    """
    page = _locked(kwargs["page_id"])
    if page is None or not page.permissions_for_user(request.user).can_edit():
        return None if page is None else view()
    if is_translation(page):
        return guarded_translations.send(request, page, view)
    current, write = PageVersion.current(page), last_write(page.pk)
    refusal = _refusal(request, page, kwargs, current, write)
    if refusal is not None:
        return refusal
    with latest_is_seen(page.pk):
        response = view()
    _after_write(request, page.pk, response)
    return response


def _refusal(
    request: HttpRequest, page: Page, kwargs: dict[str, Any], current: PageVersion, write: PageWrite | None
) -> HttpResponse | None:
    own = write is not None and key_of(request) == write.form_key and version_of(write) == current
    is_autosave = conflict_views.expects_json(request)
    if own and write is not None and write.is_sent:
        if is_autosave:
            return conflict_views.autosave_refused()
        if write.location and write.digest == digest_of(request):
            return HttpResponseRedirect(write.location)
    if not own and PageVersion.of_form(request.POST) != current:
        if is_autosave:
            return conflict_views.autosave_refused()
        if conflict_views.RESUME_FIELD not in request.POST:
            return conflict_views.show_conflict(request, page, kwargs, current)
    if conflict_views.RESUME_FIELD in request.POST:
        return conflict_views.show_form_again(request, page, kwargs)
    if any(name in request.POST for name in _ANSWERS):
        return _answered_elsewhere(request, page, current)
    return None


def _answered_elsewhere(request: HttpRequest, page: Page, current: PageVersion) -> HttpResponse | None:
    """Refuse to publish, or to answer, a page of which something waits for review: its screen does that."""
    address = guarded_review.waiting_address(page)
    if address:
        return conflict_views.show_waiting(request, page, current, address)
    if "action-publish" in request.POST and (words := refusal_to_publish(page, request.user)):
        return conflict_views.show_message(request, page, words, [])
    if request.POST.get("action-workflow-action") and page.current_workflow_task_state is None:
        return conflict_views.show_answered(request, page, outcome.last_answer(page), current)
    return None


def _after_write(request: HttpRequest, page_id: int, response: HttpResponse) -> None:
    page = Page.objects.filter(pk=page_id).first()
    if page is None or response.status_code >= 400:
        return
    version = PageVersion.current(page)
    is_autosave = conflict_views.expects_json(request)
    location = response.headers.get("Location", "") if response.status_code == 302 else ""
    remember(request, page_id, version, is_sent=not is_autosave, location=location)
    if is_autosave:
        _renew_token(response, version)


def _renew_token(response: HttpResponse, version: PageVersion) -> None:
    """Have Wagtail's script put the version that autosave made into the form."""
    answer = json.loads(response.content)
    if answer.get("success"):
        answer.setdefault("field_updates", {}).update(
            {REVISION_FIELD: version.revision_id, TIME_FIELD: version.created_at}
        )
        response.content = json.dumps(answer).encode()


@transaction.atomic
def create(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Create one page per form, however often it is sent.

    What the form sends after its page exists is redirected to that page's edit view, with everything that it carries.
    """
    key = key_of(request)
    if not key:
        return None
    lock_form(key)
    write = write_by_form(key)
    if write is not None:
        if write.is_sent and write.location and write.digest == digest_of(request):
            return HttpResponseRedirect(write.location)
        address = reverse("wagtailadmin_pages:edit", args=[write.page_id])
        return HttpResponseRedirect(address, preserve_request=True)
    response = view()
    created = getattr(request, "created_page", None)
    if created is not None:
        _after_write(request, created.pk, response)
    return response


def note_created(request: HttpRequest, page: Page) -> None:
    """Hook ``after_create_page``: tell ``create`` which page the view has made."""
    request.created_page = page  # type: ignore[attr-defined]


@transaction.atomic
def serialise(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Run the view while nobody else writes the page."""
    return view() if _locked(kwargs["page_id"]) is not None else None


@transaction.atomic
def bulk(request: HttpRequest, view: Handler, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Run a bulk action on pages while nobody else writes them. Rows are locked in one order, against deadlocks.

    Publishing is refused with 409 where a page has changed since the question was shown.
    """
    if (kwargs["app_label"], kwargs["model_name"]) != ("wagtailcore", "page"):
        return None
    ids = [int(value) for value in request.GET.getlist("id") if value.isdecimal()]
    list(Page.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk").only("pk"))
    if kwargs["action"] == "publish":
        waiting = _first_waiting(ids)
        if waiting is not None:
            return _show_waiting(request, waiting)
        refused = _first_refused(ids, request.user)
        if refused is not None:
            return conflict_views.show_message(request, refused[0], refused[1], [])
        changed = _changed_since(_shown_at(request), ids)
        if changed:
            lines = [Difference(page.latest_revision.object_str, "", _time(page)) for page in changed]
            heading = _("Pages have been changed since you chose them")
            return conflict_views.show_message(request, changed[0], heading, lines)
    return view()


def _first_waiting(ids: list[int]) -> Page | None:
    pages = Page.objects.filter(pk__in=ids).order_by("pk")
    return next((page for page in pages if guarded_review.waiting_address(page)), None)


def _first_refused(ids: list[int], user: Any) -> tuple[Page, str] | None:
    pages = Page.objects.filter(pk__in=ids).order_by("pk")
    return next(((page, words) for page in pages if (words := refusal_to_publish(page, user))), None)


def _show_waiting(request: HttpRequest, page: Page) -> HttpResponse:
    heading = _("A version of this page waits for review: answer that first")
    return conflict_views.show_message(request, page, heading, [], address=guarded_review.waiting_address(page))


def _time(page: Page) -> str:
    return str(localize(localtime(page.latest_revision.created_at)))


def _shown_at(request: HttpRequest) -> datetime.datetime | None:
    try:
        moment = parse_datetime(request.POST.get(SHOWN_FIELD, ""))
    except ValueError:
        return None
    return None if moment is None or is_naive(moment) else moment


def _changed_since(moment: datetime.datetime | None, ids: list[int]) -> list[Page]:
    """Pages with a revision that is newer than a moment; without one, all that have a revision."""
    pages = Page.objects.filter(pk__in=ids, latest_revision__isnull=False).select_related("latest_revision")
    newer = pages if moment is None else pages.filter(latest_revision__created_at__gt=moment)
    return list(newer.order_by("pk"))


def _locked(page_id: int) -> Any:
    """The locked page, of its own type; None where there is none."""
    try:
        return lock_page(page_id).specific
    except Page.DoesNotExist:
        return None
