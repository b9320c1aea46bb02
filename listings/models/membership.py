"""People of organisations. Groups and page permissions are derived from these rows."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.enums import OrganisationRole
from listings.models.records import Organisation
from listings.querysets import OrganisationMembershipQuerySet


class OrganisationMembership(models.Model):
    """A person who may write and change the organisation's activities.

    A responsible person also invites and removes people, and hands over.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="organisation_memberships",
        verbose_name=_("user"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=OrganisationRole.choices, default=OrganisationRole.WRITER)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[Any] = OrganisationMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation membership")
        verbose_name_plural = _("organisation memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_per_user_and_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class OrganisationGroup(models.Model):
    """The group with the rights of an organisation's editors; created with the first membership."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="editor_group", verbose_name=_("organisation")
    )
    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="organisation_group", verbose_name=_("group of users")
    )

    class Meta:
        verbose_name = _("group of an organisation")
        verbose_name_plural = _("groups of organisations")

    def __str__(self) -> str:
        return self.group.name
