"""The review screen in the admin, and its answers. Whoever may not answer the review gets 404, and what they typed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from editorial.remarks.actions.correct_spelling import NotSpellingError
from editorial.remarks.remark_form import RemarkForm
from editorial.review.lookers import note_looking
from editorial.review.models import AnsweredError, ReviewChangedError, ReviewState
from editorial.review.seen_review import SeenReview
from editorial.review_screen.actions.answer_review import Answer, AnswerReview, NoCommentError
from editorial.review_screen.answer_form import SentAnswer, reasons_of, sent_answer
from editorial.review_screen.asking_opinions import ask_or_take_over
from editorial.review_screen.gone_review import show_gone
from editorial.review_screen.reviewed_text import ReviewedText, reviewed_text
from editorial.review_screen.screen_context import list_address, news_since, screen_context, words_of_places
from editorial.review_screen.shown_version import cards_of, show_page, shown_draft
from editorial.review_screen.typed_remarks import typed_remarks
from editorial.trust.own_texts import OwnTextError
from listings.actions.errors import ActionPermissionError

TEMPLATE = "editorial/admin/review_screen/screen.html"
CONFLICT = 409
#: A field that is there where the screen has asked whether only the wording changes.
WORDING_ASKED = "wording_asked"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_screen(request: HttpRequest, state_id: int) -> HttpResponse:
    """Show a text that waits (GET), and approve or return exactly that (POST)."""
    text = reviewed_text(request.user, state_id)
    if text is None:
        return show_gone(request)
    if request.method == "POST":
        return _answer(request, text, sent_answer(request.POST, reasons_of(text.portal)))
    if text.is_waiting:
        note_looking(request.user, text.stored)
    return render(request, TEMPLATE, screen_context(text, request.user))


@never_cache
@require_safe
@xframe_options_sameorigin
def look(request: Any, state_id: int) -> HttpResponse:
    """The whole page as visitors would get it."""
    text = _visible(request, state_id)
    request.is_dummy = True  # framed in the admin, as Wagtail's own previews are
    return show_page(request, text)


@never_cache
@require_safe
@xframe_options_sameorigin
def look_cards(request: Any, state_id: int) -> HttpResponse:
    """The card as lists show it, in each language of its portal."""
    text = _visible(request, state_id)
    draft = shown_draft(text)
    if draft is None:
        raise Http404
    request.portal, request.is_dummy = text.portal, True
    return render(
        request,
        "editorial/admin/review_screen/cards.html",
        {"cards": list(cards_of(request, text, draft)), "text": text},
    )


def _visible(request: HttpRequest, state_id: int) -> ReviewedText:
    text = reviewed_text(request.user, state_id)
    if text is None:
        raise Http404
    return text


def _answer(request: HttpRequest, text: ReviewedText, sent: SentAnswer) -> HttpResponse:
    form = RemarkForm(text.version, request.POST, lambda: words_of_places(text))
    kept: dict[str, Any] = {"comment": sent.comment, "is_only_wording": sent.is_only_wording}
    if sent.answer is None:
        asking = ask_or_take_over(request, text)
        form = RemarkForm(text.version, asking.data, lambda: words_of_places(text))
        context = screen_context(text, request.user, remarks=form, **kept) | asking.shown
        return render(request, TEMPLATE, context, status=422 if asking.shown else 200)
    seen = SeenReview.of_form(request.POST)
    try:
        if not form.is_valid():
            raise NoCommentError(form.first_fault)
        is_only_wording = sent.is_only_wording if WORDING_ASKED in request.POST else None
        answered = AnswerReview(
            text.state, request.user, sent.answer, sent.comment, seen, form.sent, is_only_wording=is_only_wording
        ).execute()
    except (NoCommentError, NotSpellingError, OwnTextError, ValidationError) as error:
        fault = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        context = screen_context(text, request.user, fault=fault, remarks=form, **kept)
        return render(request, TEMPLATE, context, status=422)
    except ActionPermissionError:
        return show_gone(request)
    except (ReviewChangedError, AnsweredError):
        return _show_news(request, text, sent, seen)
    messages.success(request, _done_words(answered, sent.answer))
    return redirect(list_address())


def _show_news(request: HttpRequest, earlier: ReviewedText, sent: SentAnswer, seen: SeenReview) -> HttpResponse:
    """Show what is there now, to be answered again; what was typed is kept."""
    text = _visible(request, earlier.state.pk)
    if text.replacing is not None:
        text = _visible(request, text.replacing.pk)
    typed = typed_remarks(earlier, text, request.POST)
    context = screen_context(
        text,
        request.user,
        comment=sent.comment,
        remarks=RemarkForm(text.version, typed.data),
        is_only_wording=sent.is_only_wording,
    )
    context["other_remarks"] = typed.others
    if text.is_waiting:
        context |= {"is_news": True, **news_since(text, seen, earlier)}
    else:
        context |= {"is_late": True}
    return render(request, TEMPLATE, context, status=CONFLICT)


def _done_words(state: ReviewState, answer: Answer) -> str:
    page = state.workflow_state.content_object
    title = page.title if page is not None else ""
    if answer == Answer.APPROVE:
        if page is not None and not page.live:
            return _("“%(title)s” is approved.") % {"title": title}
        return _("“%(title)s” is approved, and public as you saw it.") % {"title": title}
    return _("“%(title)s” is returned, and its writer gets your message.") % {"title": page.draft_title if page else ""}
