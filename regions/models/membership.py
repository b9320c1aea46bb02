"""People's roles in portals. Groups and page permissions are derived from these rows."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models.portal import Portal
from regions.querysets import PortalMembershipQuerySet


class PortalRole(models.TextChoices):
    """A person's role in one portal (docs/needs.md). Editors of organisations have organisation memberships."""

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
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("For a substitute: the last day of these rights.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[Any] = PortalMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("portal membership")
        verbose_name_plural = _("portal memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "portal", "role"], name="one_membership_per_user_portal_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.portal} · {self.get_role_display()}"

    def clean(self) -> None:
        """Check that only translators have languages, all of the portal, and that national roles are in its portal."""
        faults: dict[str, Any] = {}
        if self.role == PortalRole.NATIONAL_ADMIN and not self.portal.is_national:
            faults["role"] = _("A national administrator is a member of the national portal.")
        if self.role == PortalRole.TRANSLATOR:
            other_languages = [code for code in self.languages if code not in self.portal.languages]
            if not self.languages:
                faults["languages"] = _("Say into which languages this person translates.")
            elif other_languages:
                faults["languages"] = _("The portal doesn't have these languages: %(codes)s.") % {
                    "codes": ", ".join(other_languages)
                }
        elif self.languages:
            faults["languages"] = _("Only a translator's membership has languages.")
        if faults:
            raise ValidationError(faults)


class PortalGroup(models.Model):
    """The group with one role's rights in one portal. Looked up by portal and role, not by the group's name."""

    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="groups", verbose_name=_("portal"))
    role = models.CharField(_("role"), max_length=20, choices=PortalRole.choices)
    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="portal_group", verbose_name=_("group of users")
    )

    class Meta:
        verbose_name = _("group of a portal")
        verbose_name_plural = _("groups of portals")
        constraints = [models.UniqueConstraint(fields=["portal", "role"], name="one_group_per_portal_and_role")]

    def __str__(self) -> str:
        return self.group.name
