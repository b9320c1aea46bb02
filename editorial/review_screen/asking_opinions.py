"""Asking another translator from the review screen, and taking over what they have said. Neither answers the review."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.forms import Textarea
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from editorial.remarks.remark_form import REMARK
from editorial.review_screen.reviewed_text import ReviewedText
from editorial.second_opinions.actions.ask_opinion import MAX_QUESTION, AskOpinion
from editorial.second_opinions.actions.errors import OpinionError
from editorial.second_opinions.askable_translators import askable_translators
from editorial.second_opinions.shown_opinions import ShownOpinions, remarks_as_typed, shown_opinions
from regions.people import person_name
from regions.written.clean_text import clean_text

#: Values of the screen's buttons; the second goes on with the key of an opinion.
ASK, TAKE_OVER = "ask", "take-over-"


@dataclass(frozen=True)
class Asking:
    """What a press of one of these buttons has done. ``data``: the form as it is to be shown now."""

    data: QueryDict
    shown: dict[str, Any] = field(default_factory=dict)


def ask_or_take_over(request: HttpRequest, text: ReviewedText) -> Asking:
    """Do what the pressed button says; all else that was typed stays. Nothing happens for another button."""
    pressed = request.POST.get("answer", "")
    if pressed == ASK:
        return _ask(request, text)
    if pressed.startswith(TAKE_OVER):
        key = pressed.removeprefix(TAKE_OVER)
        data = request.POST.copy()
        if key.isascii() and key.isdecimal() and len(key) < 10:
            _put(data, remarks_as_typed(text.state, int(key)))
        return Asking(data)
    return Asking(request.POST)


def opinions_of(text: ReviewedText, names: set[str], reviewer: Any) -> dict[str, Any]:
    """Return what the screen shows of second opinions; nothing, without a statement, where it is no translation."""
    if not text.is_translation:
        return {"opinions": ShownOpinions([], names), "askable": []}
    opinions = shown_opinions(text.state, names)
    people = askable_translators(text.state, text.version, text.portal, reviewer) if text.is_waiting else []
    asked = {one.translator_id for one in opinions.opinions if not one.is_earlier}
    return {
        "opinions": opinions,
        "askable": [(person.pk, person_name(person)) for person in people if person.pk not in asked],
        "ask": ASK,
        "take_over": TAKE_OVER,
        "question_input": _question_input(""),
    }


def _question_input(question: str) -> SafeString:
    attributes = {"id": "id_question", "rows": 2, "cols": False, "dir": "auto", "maxlength": MAX_QUESTION}
    return Textarea(attributes).render("question", question)


def _ask(request: HttpRequest, text: ReviewedText) -> Asking:
    chosen = request.POST.get("translator", "")
    question = clean_text(request.POST.get("question", "").replace("\r\n", "\n"), lines=True)
    person = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else None
    try:
        opinion = AskOpinion(text.state, request.user, person, question).execute()
    except OpinionError as error:
        return Asking(
            request.POST, {"ask_fault": str(error), "question_input": _question_input(question), "asked_id": person}
        )
    messages.success(request, _("Asked: %(person)s.") % {"person": person_name(opinion.translator)})
    return Asking(request.POST)


def _put(data: QueryDict, said: dict[str, str]) -> None:
    """A remark goes below what the reviewer has typed; a wording takes the place of the one that stands there."""
    for name, words in said.items():
        typed = data.get(name, "").strip()
        if not name.startswith(REMARK):
            data[name] = words
        elif words not in typed:
            data[name] = "\n\n".join(filter(None, (typed, words)))
