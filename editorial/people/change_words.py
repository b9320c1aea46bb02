"""Changes of an organisation's people in words: in the log of its page, and in mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from wagtail.log_actions import LogFormatter

from editorial.people.role_names import role_name
from regions.people import person_name


@dataclass(frozen=True)
class ChangeWords:
    """Sentences about one kind of change, for others and for the person whom it is about.

    Placeholders: ``person``, ``by``, ``role``, ``organisation``. ``by`` is empty where a program did it; then
    ``without_by`` is said.
    """

    label: Any
    others: str
    you: str
    without_by: str


#: By the name of the action in the log, without the app's label.
CHANGES = {
    "join_by_invitation": ChangeWords(
        gettext_lazy("Join by invitation"),
        gettext_noop("%(person)s accepted an invitation to %(organisation)s. Role: %(role)s."),
        gettext_noop("Welcome to %(organisation)s. Your role: %(role)s."),
        gettext_noop("%(person)s accepted an invitation to %(organisation)s. Role: %(role)s."),
    ),
    "let_in": ChangeWords(
        gettext_lazy("Let in"),
        gettext_noop("%(by)s let %(person)s in to %(organisation)s. Role: %(role)s."),
        gettext_noop("%(by)s let you in to %(organisation)s. Your role: %(role)s."),
        gettext_noop("%(person)s was let in to %(organisation)s. Role: %(role)s."),
    ),
    "change_member_role": ChangeWords(
        gettext_lazy("Change a person's role"),
        gettext_noop("%(by)s gave %(person)s another role in %(organisation)s: %(role)s."),
        gettext_noop("%(by)s gave you another role in %(organisation)s: %(role)s."),
        gettext_noop("%(person)s has another role in %(organisation)s: %(role)s."),
    ),
    "hand_over": ChangeWords(
        gettext_lazy("Hand over"),
        gettext_noop("%(by)s handed %(organisation)s over to %(person)s, who is now responsible. %(by)s is a writer."),
        gettext_noop("%(by)s handed %(organisation)s over to you. You are now responsible, and %(by)s is a writer."),
        gettext_noop("%(person)s is now responsible for %(organisation)s."),
    ),
    "remove_member": ChangeWords(
        gettext_lazy("Remove a person"),
        gettext_noop("%(by)s removed %(person)s from %(organisation)s."),
        gettext_noop("%(by)s removed you from %(organisation)s. You can no longer change its activities."),
        gettext_noop("%(person)s was removed from %(organisation)s."),
    ),
    "lose_member": ChangeWords(
        gettext_lazy("Lose a person"),
        gettext_noop("%(by)s closed the account of %(person)s, who can no longer write for %(organisation)s."),
        gettext_noop("%(by)s closed your account. You can no longer write for %(organisation)s."),
        gettext_noop("The account of %(person)s was closed, who can no longer write for %(organisation)s."),
    ),
    "leave_organisation": ChangeWords(
        gettext_lazy("Leave"),
        gettext_noop("%(person)s left %(organisation)s."),
        gettext_noop("You have left %(organisation)s. You can no longer change its activities."),
        gettext_noop("%(person)s left %(organisation)s."),
    ),
}


def change_of(entry: Any) -> ChangeWords | None:
    """Return the words for an entry of Wagtail's log; None for another kind of entry."""
    return CHANGES.get(entry.action.removeprefix("editorial."))


def said_of(entry: Any, organisation: str, *, reader: Any = None, portal: str = "") -> str:
    """Say in one sentence what an entry is about, in the active language; empty for another kind of entry.

    To ``reader``, where the entry is about them, it says "you". ``portal``: the name of the portal for which somebody
    may have acted.
    """
    words = change_of(entry)
    if words is None:
        return ""
    data = entry.data or {}
    by = person_name(entry.user) if entry.user is not None else ""
    if by and portal and data.get("by_portal"):
        by = f"{by} ({portal})"
    person = get_user_model()._default_manager.filter(pk=data.get("person") or 0).first()
    sentence = words.you if reader is not None and reader.pk == data.get("person") else words.others
    return _(sentence if by else words.without_by) % {
        "person": person_name(person) or _("a removed person"),
        "by": by,
        "role": role_name(str(data.get("role", ""))),
        "organisation": organisation,
    }


class _ChangeLog(LogFormatter):
    """An entry in the log of the organisation's page. Names are read when it is shown: the log keeps none."""

    def format_message(self, log_entry: Any) -> str:
        return said_of(log_entry, str(log_entry.label))


#: Formatters by the action's name.
LOGS = {
    f"editorial.{name}": type(f"{name}_log", (_ChangeLog,), {"label": words.label}) for name, words in CHANGES.items()
}
