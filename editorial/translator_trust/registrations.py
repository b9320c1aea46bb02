"""What trust in translators adds to mails, and to changes of roles."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from editorial.translator_trust import translator_trust_mails
from editorial.translator_trust.trusted_languages import forget_lost_languages
from regions.models import PortalMembership


def _role_saved(instance: PortalMembership, **kwargs: Any) -> None:
    forget_lost_languages(instance)


def connect() -> None:
    translator_trust_mails.connect()
    post_save.connect(_role_saved, sender=PortalMembership, dispatch_uid="editorial_trust_follows_languages")
