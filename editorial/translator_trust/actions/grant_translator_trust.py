"""Saying in which languages a translator publishes without a review before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.mails.queueing import queue_mail
from editorial.translator_trust.actions.errors import TranslatorTrustError, TranslatorTrustPermissionError
from editorial.translator_trust.models import TranslatorTrust
from regions.models import PortalMembership, PortalRole
from regions.permissions import may_coordinate

#: The kind of the mail to the translator (``translator_trust_mails``). Its thing is the membership.
TRANSLATOR_TRUST_CHANGED = "translator-trust-changed"


class GrantTranslatorTrust:
    """Trusts a translator in these languages and no others; in none: takes the trust away.

    Only the coordinators of the portal may, and nobody for themselves. The translator is told.
    """

    def __init__(self, membership: PortalMembership, languages: Collection[str], user: Any) -> None:
        self.membership, self.languages, self.user = membership, languages, user

    @transaction.atomic
    def execute(self) -> TranslatorTrust | None:
        """Return what is stored now. Raises ``TranslatorTrustPermissionError``, ``TranslatorTrustError``."""
        rows = PortalMembership.objects.select_for_update(of=("self",)).select_related("user", "portal__site")
        membership = rows.filter(pk=self.membership.pk, role=PortalRole.TRANSLATOR).first()
        if membership is None:
            raise TranslatorTrustError(_("This person no longer has the role."))
        self._check(membership)
        before = TranslatorTrust.objects.select_for_update().filter(membership=membership).first()
        languages = [code for code in membership.languages if code in self.languages]
        was = before.languages if before is not None else []
        if languages == was:
            return before
        trust = self._write(membership, languages)
        data = {"person": membership.user_id, "languages": languages, "before": was}
        log(membership.portal, "editorial.grant_translator_trust", user=self.user, data=data)
        self._tell(membership, languages)
        return trust

    def _check(self, membership: PortalMembership) -> None:
        if not may_coordinate(self.user, membership.portal):
            raise TranslatorTrustPermissionError(_("Only the portal's coordinators may do this."))
        if membership.user_id == self.user.pk:
            raise TranslatorTrustPermissionError(_("Somebody else says how far you are trusted."))
        if set(self.languages) - set(membership.languages):
            raise TranslatorTrustError(_("The person doesn't translate into all of these languages."))

    def _write(self, membership: PortalMembership, languages: list[str]) -> TranslatorTrust | None:
        if not languages:
            TranslatorTrust.objects.filter(membership=membership).delete()
            return None
        values = {"languages": languages, "granted_by": self.user, "granted_at": timezone.now()}
        trust, _is_new = TranslatorTrust.objects.update_or_create(membership=membership, defaults=values)
        return trust

    def _tell(self, membership: PortalMembership, languages: list[str]) -> None:
        queue_mail(
            TRANSLATOR_TRUST_CHANGED,
            portal=membership.portal,
            person=membership.user,
            thing=membership,
            period=timezone.now().isoformat(timespec="microseconds"),
            facts={"languages": languages, "by": self.user.pk},
        )
