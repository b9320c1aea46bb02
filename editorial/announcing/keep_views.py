"""What the form's script asks while somebody types, and throwing away what was typed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.announcing.absent_forms import absent_announcement
from editorial.announcing.models import TypedForm
from editorial.announcing.typed_forms import drop_oldest, keep_typed, take_back, throw_away
from editorial.announcing.writer_access import Announced, announced_by, for_writer, own_organisations, refuse_suspended
from editorial.desk.desk_access import for_signed_in
from editorial.desk_texts import sent_fields
from editorial.desk_texts.absent_writers import tells_absent
from editorial.desk_texts.script_answers import answer, kept_or_not, not_kept
from editorial.desk_texts.typed_storing import TooMuchTypedError, typed_digest
from editorial.edit_conflicts.form_writes import key_of, last_write, version_of
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.lookers import note_looking
from listings.enums import OrganisationStatus
from listings.models import ActivityPage, Listing
from regions.portal_request import PortalRequest


@tells_absent(absent_announcement)
@require_http_methods(["POST"])
@for_signed_in
def keep(request: PortalRequest, listing_id: UUID) -> HttpResponse:
    """Keep what is being typed. The script gets ``{"kept": true, "said": "Kept at 22.41."}``, and never a page.

    When it isn't kept the answer is 401 (nobody, or somebody else, is signed in), 403, 404, 409 (another window keeps
    something else), 413 or 400, with what to tell the person.
    """
    try:
        announced = _announced(request, listing_id)
    except Http404:
        if request.accepts("text/html"):
            raise
        return not_kept(404, _("Not kept: you don't write for this organisation any more."))
    if announced.organisation.status != OrganisationStatus.JOINED:
        if request.accepts("text/html"):
            return refuse_suspended(request, announced.organisation)
        return not_kept(403, _("Not kept: nothing can be changed for this organisation now."))
    page = announced.source_page()
    if page is not None:
        note_looking(request.user, page)
    if _is_saved_already(request, page):
        return answer(200, kept=True, said="")

    def keep_it() -> TypedForm:
        force = sent_fields.FORCE in request.POST
        row = keep_typed(request.user, listing_id, announced.organisation, request.POST, force=force)
        drop_oldest(request.user)
        return row

    address = reverse("edit_announcement", args=[listing_id])
    return kept_or_not(request.POST, keep_it, address=address, newer=_newer(request, page))


def _announced(request: PortalRequest, listing_id: UUID) -> Announced:
    """The person's activity, or a new one of the organisation that the form names. Raises ``Http404``."""
    asked = request.POST.get(sent_fields.ORGANISATION, "")
    if Listing.objects.filter(pk=listing_id).exists() or not asked:
        return announced_by(request.user, listing_id)
    for organisation in own_organisations(request.user):
        if str(organisation.pk) == asked:
            return Announced(listing_id, organisation)
    return announced_by(request.user, listing_id)


def _is_saved_already(request: PortalRequest, page: ActivityPage | None) -> bool:
    """Whether this comes late: the same window has saved exactly this meanwhile."""
    write = last_write(page.pk) if page is not None else None
    try:
        return write is not None and (write.form_key, write.digest) == (key_of(request), typed_digest(request.POST))
    except TooMuchTypedError:
        return False


def _newer(request: PortalRequest, page: ActivityPage | None) -> str:
    """What is said when somebody has saved since the form was shown; empty otherwise."""
    if page is None:
        return ""
    current = PageVersion.current(page)
    if current in (PageVersion.of_form(request.POST), _seen(request)):
        return ""
    write = last_write(page.pk)
    if write is not None and write.form_key == key_of(request) and version_of(write) == current:
        return ""
    return _("A newer version has been saved meanwhile. When you save, you see both and choose.")


def _seen(request: PortalRequest) -> PageVersion:
    revision_id, _at, created_at = request.POST.get(sent_fields.SEEN_VERSION, "").partition("@")
    return PageVersion(revision_id, created_at)


@for_writer("POST")
def forget(request: PortalRequest, announced: Announced) -> HttpResponse:
    """Put aside what the person has typed and not saved; the page then offers to take it back."""
    throw_away(request.user, announced.listing_key)
    messages.success(request, _("What you had typed is thrown away. You can take it back for a day."))
    return redirect("edit_announcement", announced.listing_key)


@for_writer("POST")
def restore(request: PortalRequest, announced: Announced) -> HttpResponse:
    """Take back what was thrown away."""
    if not take_back(request.user, announced.listing_key):
        raise Http404
    return redirect("edit_announcement", announced.listing_key)
