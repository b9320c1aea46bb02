"""How far a portal trusts one of its translators."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import PortalMembership


class TranslatorTrust(models.Model):
    """A translator publishes what they translate into these languages in the portal of the membership.

    Without a row: nothing. It goes with the membership: who comes back begins without trust.
    """

    membership = models.OneToOneField(
        PortalMembership,
        models.CASCADE,
        primary_key=True,
        related_name="translator_trust",
        verbose_name=_("portal membership"),
    )
    languages: Any = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("granted by")
    )
    granted_at = models.DateTimeField(_("granted"), default=timezone.now)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = _("trust in a translator")
        verbose_name_plural = _("trust in translators")

    def __str__(self) -> str:
        return f"{self.membership_id} · {', '.join(self.languages)}"
