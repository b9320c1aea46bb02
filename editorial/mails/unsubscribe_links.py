"""The link by which a person says that they don't want mails of a kind, or want them again."""

from __future__ import annotations

from django.urls import NoReverseMatch

from editorial.mails.models import Mail
from editorial.mails.signed_links import signed_link

#: What the link does (``editorial.mails.signed_links``).
UNSUBSCRIBE = "unsubscribe"


def unsubscribe_link(mail: Mail) -> str:
    """Return the address for the person and the kind of a mail. It works as long as the account is there.

    Empty in a project that hasn't included this app's addresses.
    """
    try:
        return signed_link(UNSUBSCRIBE, f"{mail.person_id} {mail.kind}", portal=mail.portal, language=mail.language)
    except NoReverseMatch:
        return ""
