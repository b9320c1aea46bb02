"""Who wants which mails."""

from __future__ import annotations

from typing import Any

from editorial.mails.models import MailPreference


def is_wanted(person: Any, kind: str) -> bool:
    """Whether the person gets mails of a kind that isn't needed: unless they have said that they don't want them."""
    return not MailPreference.objects.filter(person=person, kind=kind, is_wanted=False).exists()


def set_wanted(person: Any, kind: str, wanted: bool) -> None:
    MailPreference.objects.update_or_create(person=person, kind=kind, defaults={"is_wanted": wanted})
