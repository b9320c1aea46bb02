"""The form of an announcement: a new one, and an existing one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale, Page

from editorial.announcing.absent_forms import absent_announcement, sent_key
from editorial.announcing.actions.save_announcement import KeyTakenError, SaveAnnouncement
from editorial.announcing.announcement_form import AnnouncementForm
from editorial.announcing.conflict_page import GO_ON, show_conflict
from editorial.announcing.form_base import FormBase, base_of
from editorial.announcing.form_limits import check_fields, check_rows, without_broken_rows
from editorial.announcing.form_page import show_form, show_typed
from editorial.announcing.form_panels import announcement_form_class
from editorial.announcing.picture_views import with_picture
from editorial.announcing.question_names import question_name
from editorial.announcing.reshown_form import reshown_form
from editorial.announcing.typed_forms import drop_oldest, keep_typed, typed_by_all
from editorial.announcing.typed_rows import added_row
from editorial.announcing.writer_access import Announced, for_writer, own_organisations
from editorial.desk.desk_access import for_signed_in
from editorial.desk_texts import sent_fields
from editorial.desk_texts.absent_writers import waits_for_absent
from editorial.desk_texts.text_limits import TooLongError, check_texts
from editorial.desk_texts.typed_storing import (
    OtherWindowError,
    TooMuchTypedError,
    forget_saved,
    typed_data,
    typed_digest,
)
from editorial.edit_conflicts.form_writes import key_of
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.review.lookers import note_looking
from listings.models import ActivityPage, Listing
from regions.metadata import unlisted
from regions.portal_request import PortalRequest
from regions.refusals.request_input import MalformedInputError
from regions.written.clean_forms import clean_data

#: Names of the hidden fields that templates and tests of other parts use.
KEY_FIELD, ORGANISATION_FIELD = sent_fields.LISTING_KEY, sent_fields.ORGANISATION
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@require_http_methods(["GET", "HEAD", "POST"])
@waits_for_absent(absent_announcement)
@for_signed_in
def new(request: PortalRequest) -> HttpResponse:
    """A new activity. Who writes for several organisations says first for which, and may change it before saving."""
    organisations = own_organisations(request.user)
    if not organisations:
        return render(
            request, "editorial/announcing/no_organisation.html", {"metadata": unlisted(_("Announce"))}, status=403
        )
    asked = request.POST.get(ORGANISATION_FIELD) or request.GET.get(ORGANISATION_FIELD)
    chosen = [one for one in organisations if str(one.pk) == asked] if asked else organisations
    if asked and not chosen:
        raise Http404
    if len(chosen) > 1:
        context = {"metadata": unlisted(_("Announce")), "organisations": chosen}
        return render(request, "editorial/announcing/choose_organisation.html", context)
    key = sent_key(request) if request.method == "POST" else None
    if key is not None and Listing.objects.filter(pk=key).exists():
        answer: HttpResponse = edit(request, listing_id=key)
        return answer
    return _write(request, Announced(key or uuid.uuid4(), chosen[0]), organisations)


@waits_for_absent(absent_announcement)
@for_writer("GET", "HEAD", "POST")
def edit(request: PortalRequest, announced: Announced) -> HttpResponse:
    """An activity that exists, or one that is only typed so far."""
    if announced.listing is not None:
        return _write(request, announced)
    organisations = own_organisations(request.user)
    asked = request.POST.get(ORGANISATION_FIELD) or str(announced.organisation.pk)
    chosen = [one for one in organisations if str(one.pk) == asked]
    if not chosen:
        raise Http404
    return _write(request, Announced(announced.listing_key, chosen[0]), organisations)


def make_form(
    request: PortalRequest,
    announced: Announced,
    data: QueryDict | None = None,
    page: ActivityPage | None = None,
    parent: Any = None,
) -> AnnouncementForm:
    """Return the form of ``page``, or of a new one; with ``data`` as it was typed. ``parent`` saves a query.

    Kinds of rows that ``data`` doesn't speak of are shown as they are stored.
    """
    parent = parent or announced.organisation_page()
    files = request.FILES if data is not None and request.method == "POST" else None
    common = {"parent_page": parent, "for_user": request.user}
    instance = page if page is not None else _new_page(request, announced, parent)
    if data is not None:
        kinds = announcement_form_class().formsets
        data = without_broken_rows(data, {kind: list(getattr(instance, kind).all()) for kind in kinds})
    form: AnnouncementForm = announcement_form_class()(data, files, instance=instance, **common)
    if data is not None:
        silent = [kind for kind in form.formsets if f"{kind}-TOTAL_FORMS" not in data]
        if silent:
            unbound = announcement_form_class()(instance=instance, **common)
            form.formsets |= {kind: unbound.formsets[kind] for kind in silent}
    return form


def _new_page(request: PortalRequest, announced: Announced, parent: Any) -> ActivityPage:
    if announced.listing is not None:  # its page has been deleted
        raise Http404
    key = announced.listing_key
    locale = Locale.objects.get(pk=parent.locale_id)
    return ActivityPage(translation_key=key, slug=str(key), owner=request.user, locale=locale)


@with_picture
def _write(request: PortalRequest, announced: Announced, organisations: Any = ()) -> HttpResponse:
    if request.method == "POST":
        sent = _Sent(request, announced, organisations)
        try:
            return reshown_form(request, announced) or sent.answer()
        except OtherWindowError:
            return sent.reshow()
    typed, others = typed_by_all(request.user, announced.listing_key, announced.organisation.pk)
    is_restored = typed is not None and not typed.is_thrown_away
    data = typed_data(typed) if typed is not None and is_restored else None
    window = f"{request.user.pk}:{typed.form_key}" if typed is not None and typed.form_key else ""
    page = announced.source_page()
    if page is not None:
        note_looking(request.user, page)
    base = base_of(page, data, announcement_form_class(), window)
    form = make_form(request, announced, data, base.page_for_form())
    theirs = make_form(request, announced, None, base.latest) if data is not None and base.is_outdated else None
    return show_typed(request, announced, form, base, typed, theirs=theirs, organisations=organisations, others=others)


class _Sent:
    """A form that was sent: it is kept as it was typed before anything in it is judged."""

    def __init__(self, request: PortalRequest, announced: Announced, organisations: Any) -> None:
        self.request, self.announced, self.organisations = request, announced, organisations
        self.kept: Any = None
        self._parent: Any = None

    def answer(self) -> HttpResponse:
        if self.request.content_type not in _FORM_TYPES:
            return self._plain(_("Send this page's own form."), 415)
        try:
            digest = typed_digest(self.request.POST)
            self._keep()
            check_texts(self.request.POST)
        except TooMuchTypedError:
            return self._plain(_("This is too long. Go back and write less, for example in the description."), 413)
        except TooLongError as error:
            return self._too_long(error)
        except MalformedInputError as error:
            return self._again(self._base(), 422, str(error))
        try:
            return self._save(self._base(), digest)
        except MalformedInputError as error:
            return self._plain(str(error), 400)

    def reshow(self) -> HttpResponse:
        """The form with another row, or the next dates, though another window keeps something else. Nothing is kept."""
        longer, _kind = added_row(self.request.POST)
        if longer is not None:
            self.request.POST = longer
        try:
            check_texts(self.request.POST)
        except TooLongError as error:
            return self._too_long(error)
        except MalformedInputError as error:
            return self._again(self._base(), 422, str(error))
        return self._again(self._base(), 200, "")

    def _too_long(self, error: TooLongError) -> HttpResponse:
        said = _("“%(question)s” is too long: at most %(most)d characters. Go back and write less.")
        return self._plain(said % {"question": question_name(error.name), "most": error.most}, 413)

    def _keep(self) -> None:
        try:
            announced = self.announced
            data = self.request.POST
            self.kept = keep_typed(self.request.user, announced.listing_key, announced.organisation, data)
        except OtherWindowError:
            self.kept = None

    def _base(self) -> FormBase:
        page = self.announced.source_page()
        return base_of(page, self.request.POST, announcement_form_class(), key_of(self.request))

    def _form(self, base: FormBase) -> AnnouncementForm:
        self._parent = self._parent or self.announced.organisation_page()
        return make_form(self.request, self.announced, self.request.POST, base.page_for_form(), self._parent)

    def _save(self, base: FormBase, digest: str) -> HttpResponse:
        request, announced = self.request, self.announced
        if announced.listing is not None and base.latest is None:
            return self._gone()
        check_rows(request.POST, base.rows(announcement_form_class().formsets))
        first = [self._form(base)]
        check_fields(request.POST, first[0])
        if GO_ON in request.POST:
            return self._again(base, 200, "")
        action = SaveAnnouncement(
            lambda: first.pop() if first else self._form(base),
            base,
            request.user,
            listing_key=announced.listing_key,
            window=key_of(request),
            digest=digest,
        )
        try:
            saved = action.execute()
        except EditConflictError:
            return self._conflict()
        except Page.DoesNotExist:
            return self._gone()
        except KeyTakenError as error:
            raise Http404 from error
        if saved.page is None or not saved.is_whole:
            return self._unfinished(saved, base)
        if self.kept is not None:
            forget_saved(self.kept)
        for sentence in saved.form.left_out:
            messages.info(request, sentence)
        if request.POST.get(sent_fields.ACTION) == "check":
            return redirect("check_announcement", announced.listing_key)
        messages.success(request, _("Saved. Nobody else sees it before you send it."))
        return redirect("edit_announcement", announced.listing_key)

    def _gone(self) -> HttpResponse:
        return self._plain(_("This activity has been deleted."), 410)

    def _unfinished(self, saved: Any, base: FormBase) -> HttpResponse:
        """The form with everything in it, and what isn't understood said at its place."""
        if saved.page is None:
            said = _("Not saved yet. What you typed is kept here.")
        else:
            said = _("Saved, apart from what is marked below: that stays here as you typed it.")
        messages.warning(self.request, said)
        return self._show(saved.form, base, 422)

    def _conflict(self) -> HttpResponse:
        drop_oldest(self.request.user)
        listing = Listing.objects.with_portal().filter(pk=self.announced.listing_key).first()
        self.announced = Announced(self.announced.listing_key, self.announced.organisation, listing)
        base = self._base()
        theirs = make_form(self.request, self.announced, None, base.latest)
        return show_conflict(self.request, self.announced, base, self._form(base), theirs)

    def _again(self, base: FormBase, status: int, said: str) -> HttpResponse:
        """The form with what was sent in it; nothing is saved."""
        if said:
            messages.error(self.request, said)
        data = clean_data(self.request.POST)
        form = make_form(self.request, self.announced, data, base.page_for_form())
        form.defer_required_fields()
        form.is_valid()
        return self._show(form, base, status)

    def _show(self, form: AnnouncementForm, base: FormBase, status: int) -> HttpResponse:
        drop_oldest(self.request.user)
        return show_form(
            self.request,
            self.announced,
            form,
            base,
            organisations=self.organisations,
            status=status,
            is_kept=self.kept is not None,
        )

    def _plain(self, said: str, status: int) -> HttpResponse:
        context = {"metadata": unlisted(_("Not saved")), "said": said, "announced": self.announced}
        return render(self.request, "editorial/announcing/not_saved.html", context, status=status)
