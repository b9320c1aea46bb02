"""Putting a mail into the queue: its row first, and the task that sends it once the row is committed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction

from editorial.mails.mail_kinds import kinds
from editorial.mails.models import Mail
from editorial.mails.tasks import deliver_mail
from regions.models import Portal

#: Languages that mails are written in; a recipient with another one gets the first of the portal's that is here.
MAIL_LANGUAGES = ("fi", "sv", "en")


def queue_mail(
    kind: str,
    *,
    portal: Portal,
    person: Any = None,
    address: str = "",
    thing: Any = None,
    period: str = "",
    language: str = "",
    facts: dict[str, Any] | None = None,
    secrets: dict[str, Any] | None = None,
) -> Mail | None:
    """Queue one mail; return its row, or None where the same one has been queued before.

    ``person`` is a user; ``address`` is for somebody without an account: exactly one of the two. ``thing`` is the row
    that the mail is about, ``period`` what makes another mail about the same thing a new one, such as a day.
    ``language``: that of the request; without one the person's own. ``facts``: what the mail says and the thing doesn't
    have, such as a role that somebody had. ``secrets``: only what lets somebody in; they are kept for as long as the
    kind says, an hour at most, and a mail that has any and couldn't be sent by then is never sent. Raises
    ``LookupError`` for an unknown kind, and ``ValueError`` for a kind that isn't needed to an address: only a person
    can say that they don't want it.
    """
    mail_kind = kinds.get(kind)
    if mail_kind is None:
        raise LookupError(f"No kind of mail is registered as {kind!r}.")
    if (person is None) == (not address):
        raise ValueError("A mail goes to a person, or to an address without an account.")
    if person is None and not mail_kind.is_needed:
        raise ValueError("Mails of a kind that isn't needed go to people with an account.")
    mail, is_new = Mail.objects.get_or_create(
        kind=kind,
        person=person,
        address=address.lower(),
        thing=thing_name(thing) if thing is not None else "",
        period=period,
        defaults={
            "portal": portal,
            "language": mail_language(language or preferred_language(person), portal),
            "facts": facts or {},
            "secrets": secrets or {},
            "has_secrets": bool(secrets),
        },
    )
    if not is_new:
        return None
    transaction.on_commit(partial(deliver_mail.enqueue, mail.pk))
    return mail


def thing_name(thing: Any) -> str:
    """Return the label and key of a row, as ``Mail.thing`` has it."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def preferred_language(person: Any) -> str:
    """Return the language that a person has chosen in the admin's account page; empty where they haven't."""
    profile = getattr(person, "wagtail_userprofile", None)
    return str(getattr(profile, "preferred_language", "") or "")


def mail_language(language: str, portal: Portal) -> str:
    """Return the language of a mail: the wanted one where mails are written in it, else the portal's first such."""
    offered = [language, *portal.languages, *MAIL_LANGUAGES]
    return next(code for code in offered if code in MAIL_LANGUAGES)
