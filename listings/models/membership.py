"""Who edits for an organisation. Groups and page permissions are derived from these rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.models.records import Organisation


class OrganisationMembership(models.Model):
    """One person who may write and change the organisation's activities."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="organisation_memberships",
        verbose_name=_("user"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("organisation membership")
        verbose_name_plural = _("organisation memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_per_user_and_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
