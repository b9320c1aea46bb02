"""What sending does, in the writer's words: before it is sent, and after."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.trust.sending_ways import SendingWay, sending_way

_BEFORE = {
    SendingWay.REVIEW: "",
    SendingWay.DIRECT: gettext_lazy("Everybody sees it as soon as you send it. Nobody reviews it first."),
    SendingWay.TRANSLATION: gettext_lazy("Everybody sees it as soon as you send it. Nobody reviews it first."),
    SendingWay.FACTS: gettext_lazy(
        "Everybody sees the new times, place and contacts as soon as you send it. The other changes wait for review."
    ),
}
_AFTER = {
    SendingWay.DIRECT: gettext_lazy("Visible now: everybody can read it."),
    SendingWay.TRANSLATION: gettext_lazy("Visible now: everybody can read it."),
    SendingWay.FACTS: gettext_lazy(
        "Visible now: the new times, place and contacts. The other changes wait for review."
    ),
}


class SendingWords(NamedTuple):
    """``before``: what the check page says of sending; empty where all of it waits for review. ``button``: who sends
    by it publishes, and nobody reviews first; empty where it goes to review.
    """

    before: str
    button: str

    @property
    def is_direct(self) -> bool:
        return bool(self.button)


def sending_words(page: Any, user: Any, *, is_for_new: bool = False) -> SendingWords:
    """Say what sending this version does, a page as its latest revision says. It has no faults.

    ``is_for_new``: what sending a new language version of it would do.
    """
    way = sending_way(page, user, is_for_new=is_for_new)
    is_direct = way in (SendingWay.DIRECT, SendingWay.TRANSLATION)
    return SendingWords(str(_BEFORE[way]), _("Publish now") if is_direct else "")


def words_of_visible(way: SendingWay) -> str:
    """Return what is said after sending what is visible at once."""
    return str(_AFTER[way])
