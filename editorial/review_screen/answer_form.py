"""What a reviewer sends: one of two answers with a comment, or a reason to be put into the comment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Textarea
from django.utils.safestring import SafeString

from editorial.desk_texts.wording_question import says_only_wording
from editorial.review_screen.actions.answer_review import MAX_COMMENT, Answer
from editorial.review_screen.models import ReturnReason
from regions.models import Portal
from regions.written.clean_text import clean_text

#: The value of the button that only puts the chosen reason into the comment.
FILL = "fill"


@dataclass(frozen=True)
class SentAnswer:
    """``answer`` is None where the reason is only to be put into the comment, or where nothing is known of it."""

    answer: Answer | None
    comment: str
    is_only_wording: bool = False


def comment_input(comment: str, *, has_fault: bool) -> SafeString:
    """The field of the comment with what was typed; the template has its label and help."""
    attributes = {"id": "id_comment", "rows": 5, "cols": False, "maxlength": MAX_COMMENT, "dir": "auto"}
    fault = {"aria-invalid": "true"} if has_fault else {}
    return Textarea({**attributes, "aria-describedby": "comment-help", **fault}).render("comment", comment)


def reasons_of(portal: Portal) -> list[ReturnReason]:
    return list(ReturnReason.objects.filter(portal=portal))


def sent_answer(data: Mapping[str, Any], reasons: list[ReturnReason]) -> SentAnswer:
    """Read what was sent. A reason that was chosen stands before what was typed, once."""
    answer = data.get("answer", "")
    comment = clean_text(str(data.get("comment", "")), lines=True).strip()
    reason = next((one for one in reasons if str(one.pk) == data.get("reason")), None)
    if reason is not None and answer != Answer.APPROVE and reason.text not in comment:
        comment = "\n\n".join(filter(None, (reason.text, comment)))
    return SentAnswer(Answer(answer) if answer in Answer.values else None, comment, says_only_wording(data))
