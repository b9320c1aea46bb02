"""The writer's answer to a suggested wording, sent with the whole form in which it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editorial.announcing.picture_views import with_picture
from editorial.announcing.writer_access import Announced, refuse_suspended
from editorial.desk.desk_access import for_signed_in
from editorial.desk_texts.absent_writers import AbsentForm, waits_for_absent
from editorial.desk_texts.typed_storing import OtherWindowError, TooMuchTypedError
from editorial.remarks.actions.answer_suggestion import (
    DeclineSuggestion,
    NotAskedError,
    TakeSuggestion,
    WordingChangedError,
)
from editorial.remarks.models import Remark
from editorial.remarks.remarked_forms import absent_remark, find_remark, form_of, page_of
from editorial.remarks.string_places import control_name, remark_label
from editorial.review.review_answers import review_standing
from editorial.text_changes.word_differences import word_differences
from listings.enums import OrganisationStatus
from listings.models import FamilyPage
from regions.languages import direction
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest

#: Button of the question: the wording is taken although the text has been changed.
CONFIRMED = "is_confirmed"
_NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken", CONFIRMED})
_Answer = Callable[[PortalRequest, Remark, FamilyPage, AbsentForm], HttpResponse]


@waits_for_absent(absent_remark)
@require_POST
@for_signed_in
def take(request: PortalRequest, remark_id: int) -> HttpResponse:
    """Put the wording into the form; where its text has been changed since, show both and ask."""
    return _for_writer(request, remark_id, _take)


@waits_for_absent(absent_remark)
@require_POST
@for_signed_in
def decline(request: PortalRequest, remark_id: int) -> HttpResponse:
    """Keep the writer's own wording."""
    return _for_writer(request, remark_id, _decline)


def _for_writer(request: PortalRequest, remark_id: int, answer: _Answer) -> HttpResponse:
    """Answer who writes the text: for its organisation, or as a translator.

    Everybody else gets 404, and 403 while the organisation is suspended.
    """
    remark = find_remark(remark_id)
    page = page_of(remark) if remark is not None else None
    if remark is None or page is None:
        raise Http404
    form = form_of(request, page)
    if form.organisation is None or not form.is_for(request.user):
        raise Http404
    if form.organisation.status != OrganisationStatus.JOINED:
        return refuse_suspended(request, form.organisation)

    def answered(request: PortalRequest, _announced: Announced) -> HttpResponse:
        return answer(request, remark, page, form)

    return with_picture(answered)(request, Announced(page.translation_key, form.organisation))


def _take(request: PortalRequest, remark: Remark, page: FamilyPage, form: AbsentForm) -> HttpResponse:
    standing = review_standing(page.pk)
    if standing is None or not standing.is_returned or standing.state_id != remark.state_id:
        return _keep_only(request, form)
    action = TakeSuggestion(remark, request.user, request.POST, _keeping(form), is_confirmed=CONFIRMED in request.POST)
    try:
        action.execute()
    except WordingChangedError as error:
        return _ask(request, remark, page, form, error.current)
    except OtherWindowError:
        return _ask(request, remark, page, form, request.POST.get(control_name(remark.name), ""), is_elsewhere=True)
    except NotAskedError:
        return _not_asked(request, form)
    except TooMuchTypedError:
        return _too_much(request, form)
    messages.success(request, _("The suggested wording is in the field. It isn't saved yet."))
    return redirect(f"{form.address}#id_{control_name(remark.name)}")


def _decline(request: PortalRequest, remark: Remark, _page: FamilyPage, form: AbsentForm) -> HttpResponse:
    try:
        DeclineSuggestion(remark, request.user, request.POST, _keeping(form)).execute()
    except OtherWindowError:
        messages.warning(request, _("Not kept: in another window you typed something else. Save here, or go on there."))
    except NotAskedError:
        return _not_asked(request, form)
    except TooMuchTypedError:
        return _too_much(request, form)
    return redirect(f"{form.address}#id_{control_name(remark.name)}")


def _ask(
    request: PortalRequest,
    remark: Remark,
    page: FamilyPage,
    form: AbsentForm,
    current: str,
    *,
    is_elsewhere: bool = False,
) -> HttpResponse:
    """Both texts and a question. The page carries all that was sent, so that no way on loses anything."""
    context = {
        "metadata": unlisted(_("Which wording do you use?")),
        "remark": remark,
        "label": remark_label(page, remark.name),
        "person": person_name(remark.suggested_by),
        "current": current,
        "pieces": word_differences(current, remark.suggestion),
        "text_language": page.language,
        "text_direction": direction(page.language),
        "is_elsewhere": is_elsewhere,
        "confirmed_name": CONFIRMED,
        "back_url": form.address,
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in _NOT_SENT_AGAIN and isinstance(value, str)
        ],
    }
    return render(request, "editorial/remarks/which_wording.html", context, status=409)


def _keep_only(request: PortalRequest, form: AbsentForm) -> HttpResponse:
    """The review goes on without this remark: what was typed is kept, and nothing else happens."""
    try:
        _keeping(form)(request.user, request.POST)
    except (OtherWindowError, TooMuchTypedError):
        return _plain(request, form, _("This remark belongs to an earlier review. Go back: your text is there."), 409)
    messages.warning(request, _("This remark belongs to an earlier review. Your text is as it was."))
    return redirect(form.address)


def _not_asked(request: PortalRequest, form: AbsentForm) -> HttpResponse:
    return _plain(request, form, _("Open the text, and press the button there."), 400)


def _too_much(request: PortalRequest, form: AbsentForm) -> HttpResponse:
    return _plain(request, form, _("This is too long. Go back and write less, for example in the description."), 413)


def _plain(request: PortalRequest, form: AbsentForm, said: str, status: int) -> HttpResponse:
    context = {"metadata": unlisted(_("Not saved")), "said": said, "back_url": form.address}
    return render(request, "editorial/remarks/not_taken.html", context, status=status)


def _keeping(form: AbsentForm) -> Callable[..., Any]:
    if form.keep is None:
        raise Http404
    return form.keep
