"""What a writer is told at the desk when the announcement has been saved meanwhile: both texts, and a question."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.announcing.form_base import FormBase
from editorial.announcing.writer_access import Announced
from editorial.desk_texts import sent_fields
from editorial.desk_texts.typed_words import time_of
from editorial.edit_conflicts.comparison import Difference, differences
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest

CONFLICT = 409
#: Button: show the form again with what was typed; the other version has been seen.
GO_ON = "go_on"
_NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken", sent_fields.ACTION, sent_fields.SEEN_VERSION, GO_ON})
#: Kinds of rows, for people.
ROW_NAMES: dict[str, Any] = {
    "spoken_languages": gettext_lazy("languages"),
    "slots": gettext_lazy("times"),
    "dates": gettext_lazy("dates"),
    "exceptions": gettext_lazy("breaks"),
    "contacts": gettext_lazy("contacts"),
}


def both_texts(mine: Any, theirs: Any) -> list[Difference]:
    """What differs between what was typed and what is stored."""
    mine.is_valid()
    return differences(mine, theirs, ROW_NAMES)


def who_saved(base: FormBase, user: Any) -> dict[str, Any]:
    """Who has saved the latest version and when, for the templates: ``person`` is empty where it was oneself."""
    revision = base.latest.latest_revision if base.latest is not None else None
    if revision is None:
        return {"person": "", "saved_at": "", "is_oneself": False}
    is_oneself = revision.user_id == user.pk
    return {
        "person": "" if is_oneself else person_name(revision.user),
        "saved_at": time_of(revision.created_at),
        "is_oneself": is_oneself,
    }


def show_conflict(request: PortalRequest, announced: Announced, base: FormBase, mine: Any, theirs: Any) -> HttpResponse:
    """The answer 409. The page carries all that was sent, so that none of the three ways on loses anything."""
    context = {
        "metadata": unlisted(_("Saved meanwhile")),
        "announced": announced,
        "differences": both_texts(mine, theirs),
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in _NOT_SENT_AGAIN and isinstance(value, str)
        ],
        "seen_field": sent_fields.SEEN_VERSION,
        "seen": "@".join(base.current),
        "action_field": sent_fields.ACTION,
        "sent_action": request.POST.get(sent_fields.ACTION, "save")[:20],
        "go_on_field": GO_ON,
        **who_saved(base, request.user),
    }
    return render(request, "editorial/announcing/conflict.html", context, status=CONFLICT)
