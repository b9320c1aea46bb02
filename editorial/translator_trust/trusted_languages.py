"""The languages in which a person publishes translations without a review before."""

from __future__ import annotations

from typing import Any

from editorial.translator_trust.models import TranslatorTrust
from regions.models import Portal, PortalMembership, PortalRole
from regions.permissions import translator_languages


def trusted_languages(user: Any, portal: Portal, *, is_locked: bool = False) -> set[str]:
    """Return those in which the portal trusts a person who translates into them there now.

    ``is_locked``: the trust isn't withdrawn before the transaction ends. One statement; none for who doesn't translate
    there.
    """
    translated = translator_languages(user, portal)
    if not translated:
        return set()
    rows = TranslatorTrust.objects.filter(
        membership__user_id=user.pk, membership__portal=portal, membership__role=PortalRole.TRANSLATOR
    )
    if is_locked:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return {code for row in rows for code in row.languages} & translated


def forget_lost_languages(membership: PortalMembership) -> None:
    """Take trust away in languages into which a translator no longer translates: it doesn't come back with them."""
    trust: TranslatorTrust | None = TranslatorTrust.objects.filter(membership=membership).first()
    kept = [code for code in trust.languages if code in membership.languages] if trust is not None else []
    if trust is None or kept == trust.languages:
        return
    if not kept:
        trust.delete()
        return
    trust.languages = kept
    trust.save(update_fields=["languages"])
