"""The kinds of mails. Each part of this app registers its own in ``AppConfig.ready``."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regions.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    from editorial.mails.models import Mail


@dataclass(frozen=True)
class MailContent:
    """A mail in words, in the language that is active: shown as plain text and as HTML.

    ``paragraphs`` are plain text. ``button`` is (words, absolute address). ``quote`` is what a person wrote, shown set
    off. ``code`` is a code to type, shown large. ``notes`` come last, small.
    """

    subject: str
    paragraphs: tuple[str, ...]
    button: tuple[str, str] | None = None
    quote: str = ""
    code: str = ""
    notes: tuple[str, ...] = field(default=())


#: From a mail of this kind to its words. Returns None where the thing has gone meanwhile: then nothing is sent.
Compose = Callable[["Mail"], MailContent | None]


#: How long secrets are kept, and may be sent, at most.
SECRETS_LAST = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class MailKind:
    """A kind of mail.

    ``is_needed``: it can't be unsubscribed, because the person asked for it or has to know. ``label``: what the mails
    are, in the plural, such as "invitations" (lazily translated, in all nine languages where it isn't needed: the page
    to unsubscribe says it). Without a label the kind's name is shown. ``secrets_last``: how long its secrets may be
    sent, so that what arrives still works for a while. Raises ``ValueError`` where it is longer than ``SECRETS_LAST``.
    """

    compose: Compose
    is_needed: bool = True
    label: StrOrPromise = ""
    secrets_last: datetime.timedelta = SECRETS_LAST

    def __post_init__(self) -> None:
        if self.secrets_last > SECRETS_LAST:
            raise ValueError("Secrets of mails are kept for an hour at most: choose a shorter time.")


#: Kinds by the name that ``Mail.kind`` has: words with dashes, such as ``access-confirm``.
kinds: Registry[MailKind] = Registry("kind of mail")


def kind_label(name: str) -> str:
    """Return what mails of this kind are, in the active language."""
    kind = kinds.get(name)
    return str(kind.label) if kind is not None and kind.label else name
