"""The page on which a translator reads somebody else's translation beside its original, and says what they think."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Textarea
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.compared_strings.comparing import compared_strings
from editorial.desk.desk_access import for_signed_in
from editorial.remarks.remark_form import RemarkForm
from editorial.second_opinions.actions.errors import OpinionError, OpinionPermissionError
from editorial.second_opinions.actions.give_opinion import MAX_WORDS, GiveOpinion
from editorial.second_opinions.asked_opinions import AskedOpinion, asked_opinion
from editorial.second_opinions.models import Verdict
from editorial.text_changes.change import Change
from editorial.text_changes.version_changes import changes_between, with_originals, with_strings
from regions.languages import direction, own_name
from regions.metadata import unlisted
from regions.portal_request import PortalRequest
from regions.written.clean_text import clean_text

_WORDS_INPUT = {
    "id": "id_words",
    "rows": 3,
    "cols": False,
    "dir": "auto",
    "maxlength": MAX_WORDS,
    "aria-describedby": "words-help",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_signed_in
def second_opinion(request: PortalRequest, opinion_id: int) -> HttpResponse:
    """Show the text (GET), and keep the opinion (POST). 404 for everybody but the translator who was asked."""
    asked = asked_opinion(request.user, opinion_id)
    if asked is None:
        raise Http404
    if request.method == "POST":
        return _give(request, asked)
    if not asked.is_waiting:
        messages.info(request, _("Your opinion isn't needed any more: the review has ended."))
        return redirect("translations")
    return _show(request, asked, RemarkForm(asked.version))


def _give(request: PortalRequest, asked: AskedOpinion) -> HttpResponse:
    changes = _changes(asked)
    form = RemarkForm(asked.version, request.POST, lambda: {change.name: change.after for change in changes})
    verdict, words = request.POST.get("verdict", ""), _typed(request.POST.get("words", ""))
    try:
        if not form.is_valid():
            raise OpinionError(form.first_fault)
        GiveOpinion(asked, request.user, verdict, words, form.sent).execute()
    except OpinionPermissionError as error:
        raise Http404 from error
    except OpinionError as error:
        return _show(request, asked, form, verdict=verdict, words=words, fault=str(error), status=422)
    messages.success(request, _("Thank you. The reviewer reads it, and decides."))
    return redirect("translations")


def _show(
    request: PortalRequest,
    asked: AskedOpinion,
    form: RemarkForm,
    *,
    verdict: str = "",
    words: str = "",
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    title = asked.version.title
    context: dict[str, Any] = {
        "metadata": unlisted(_("What do you think of it? %(title)s") % {"title": title}),
        "asked": asked,
        "opinion": asked.opinion,
        "title": title,
        "text_language": asked.version.language,
        "text_direction": direction(asked.version.language),
        "language_name": own_name(asked.version.language),
        "source_name": own_name(asked.source.language),
        "changes": _changes(asked),
        "remark_form": form if asked.is_open else None,
        "verdicts": [(one.value, one.label) for one in (Verdict.WELL, Verdict.CHANGES)],
        "verdict": verdict,
        "words_input": Textarea(_WORDS_INPUT).render("words", words),
        "fault": fault,
    }
    return render(request, "editorial/second_opinions/opinion.html", context, status=status)


def _changes(asked: AskedOpinion) -> list[Change]:
    """All texts of the version with their originals, string by string where they were made so."""
    changes = changes_between(None, asked.version)
    strings = compared_strings(asked.version, asked.source)
    return with_strings(with_originals(changes, asked.source), strings)


def _typed(words: str) -> str:
    return clean_text(words.replace("\r\n", "\n").replace("\r", "\n"), lines=True).strip()
