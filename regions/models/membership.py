"""Who works in a portal, and as what. Groups and page permissions are derived from these rows, never the other way."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models.portal import Portal


class PortalRole(models.TextChoices):
    """A person's role in one portal (NEEDS, "Roles"; an NGO editor's role is an organisation membership)."""

    NATIONAL_ADMIN = "national_admin", _("national administrator")
    COORDINATOR = "coordinator", _("coordinator")
    TRANSLATOR = "translator", _("translator")
    COUNSELLOR = "counsellor", _("counsellor")


class PortalMembership(models.Model):
    """One person in one role in one portal; a translator's row also says into which languages."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="portal_memberships", verbose_name=_("user")
    )
    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("portal"))
    role = models.CharField(_("role"), max_length=20, choices=PortalRole.choices)
    languages = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, verbose_name=_("languages (translators only)")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("portal membership")
        verbose_name_plural = _("portal memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "portal", "role"], name="one_membership_per_user_portal_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.portal} · {self.get_role_display()}"
