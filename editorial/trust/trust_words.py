"""Changes of trust in words: in the log of an organisation's page, and in mails."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from editorial.trust.models import TrustLevel
from regions.people import person_name


def trust_sentence(entry: Any, organisation: str) -> str:
    """Say in one sentence what an entry of the log is about, in the active language; empty for another kind."""
    data = entry.data or {}
    by = person_name(entry.user) if entry.user is not None else ""
    names = {"by": by or _("A program"), "organisation": organisation}
    if entry.action == "editorial.allow_corrections":
        return (
            _("%(by)s lets reviewers correct the spelling of %(organisation)s’s texts.") % names
            if data.get("is_allowed")
            else _("%(by)s no longer lets reviewers correct the spelling of %(organisation)s’s texts.") % names
        )
    if entry.action != "editorial.grant_trust" or data.get("level") not in TrustLevel.values:
        return ""
    level = TrustLevel(data["level"]).label
    return _("%(by)s changed what %(organisation)s publishes itself, without a review before: %(level)s.") % {
        **names,
        "level": level,
    }


class _TrustLog(LogFormatter):
    """Names are read when it is shown: the log keeps none."""

    def format_message(self, log_entry: Any) -> str:
        return trust_sentence(log_entry, str(log_entry.label))


#: Formatters by the action's name.
LOGS = {
    f"editorial.{name}": type(f"{name}_log", (_TrustLog,), {"label": label})
    for name, label in (
        ("grant_trust", gettext_lazy("Change trust")),
        ("allow_corrections", gettext_lazy("Allow corrections")),
    )
}
