"""What a form left out, in sentences: "We left out: price in euros (5), because you chose “Free of charge”."."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from editorial.announcing.question_words import ROWS
from editorial.announcing.sent_answers import LeftOut

#: Characters of an answer that is shown again.
_SHOWN = 60


def left_out_sentences(form: Any, left_out: list[LeftOut]) -> list[str]:
    """Return a sentence for each answer because of which something was left out. ``form`` has the words."""
    by_answer: dict[tuple[str, str], list[str]] = {}
    for one in left_out:
        by_answer.setdefault((one.after, one.answer), []).append(_named(form, one))
    return [_sentence(form, after, answer, ", ".join(names)) for (after, answer), names in by_answer.items()]


def _sentence(form: Any, after: str, answer: str, names: str) -> str:
    chosen = _choice_text(form, after, answer)
    if not chosen:
        return _("We left out: %(questions)s. It doesn't belong to the rest of your answers.") % {"questions": names}
    return _("We left out: %(questions)s, because you chose “%(answer)s”.") % {"questions": names, "answer": chosen}


def _named(form: Any, one: LeftOut) -> str:
    """The question as the form asks it, and what was typed where that is a short text."""
    label = str(ROWS[one.name].title if one.name in ROWS else form.fields[one.name].label).rstrip(" ?؟")
    widget = form.fields[one.name].widget if one.name in form.fields else None
    is_text = getattr(widget, "input_type", "") in ("text", "url", "email", "tel", "number")
    return f"{label} ({one.typed[:_SHOWN]})" if is_text and one.typed else label


def _choice_text(form: Any, name: str, value: str) -> str:
    field = form.fields.get(name)
    choices = getattr(field.widget, "choices", ()) if field is not None else ()
    return next((str(text) for key, text in choices if str(key) == value and value), "")
