"""How far a portal trusts its organisations, its rules of review, and what was published without a review before."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from listings.models import Organisation
from regions.models import Portal

#: The share of direct publications that are looked at afterwards where the portal hasn't said another one.
USUAL_SAMPLE_PERCENT = 10


def _person(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=label
    )


class TrustLevel(models.TextChoices):
    """What an organisation publishes without a review before."""

    REVIEW = "review", _("nothing: everything is reviewed first")
    FACTS = "facts", _("times, dates, place and contacts")
    EVERYTHING = "everything", _("everything")


class OrganisationTrustQuerySet(models.QuerySet["OrganisationTrust"]):
    def valid(self) -> Self:
        """Granted by the portal that the organisation is in now."""
        return self.filter(portal=F("organisation__home_portal"))


class OrganisationTrust(models.Model):
    """What a portal and an organisation allow each other in reviews. Without a row: nothing.

    ``level`` is what ``portal`` has granted; it holds only while that is the organisation's home portal.
    ``allows_spelling_corrections`` is the organisation's own word, and stays when it moves.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="trust", verbose_name=_("organisation")
    )
    level = models.CharField(
        _("publishes itself"), max_length=20, choices=TrustLevel.choices, default=TrustLevel.REVIEW
    )
    portal = models.ForeignKey(
        Portal,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("granted by the portal"),
    )
    granted_by = _person(_("granted by"))
    granted_at = models.DateTimeField(_("granted"), null=True, blank=True)
    allows_spelling_corrections = models.BooleanField(_("lets reviewers correct spelling"), default=False)

    objects: ClassVar[Any] = OrganisationTrustQuerySet.as_manager()

    class Meta:
        verbose_name = _("trust in an organisation")
        verbose_name_plural = _("trust in organisations")
        indexes = [models.Index(fields=["portal", "level"], name="trust_of_portal")]

    def __str__(self) -> str:
        return f"{self.level} · {self.organisation_id}"


class PortalReviewRules(models.Model):
    """A portal's own rules of review. Without a row: the defaults."""

    portal = models.OneToOneField(
        Portal, on_delete=models.CASCADE, primary_key=True, related_name="review_rules", verbose_name=_("portal")
    )
    sample_percent = models.PositiveSmallIntegerField(
        _("share that is looked at afterwards, in percent"),
        default=USUAL_SAMPLE_PERCENT,
        validators=[MaxValueValidator(100)],
        help_text=_("Of what trusted organisations and translators publish themselves. 0: nothing; 100: everything."),
    )
    writers_may_approve = models.BooleanField(
        _("writers may approve their own texts"),
        default=False,
        help_text=_("Whoever writes for an organisation, or has sent a text, may then answer its review alone."),
    )

    class Meta:
        verbose_name = _("a portal's rules of review")
        verbose_name_plural = _("portals' rules of review")
        constraints = [models.CheckConstraint(condition=Q(sample_percent__lte=100), name="sample_of_at_most_all")]

    def __str__(self) -> str:
        return f"{self.sample_percent} % · {self.portal_id}"


class PublicationReason(models.TextChoices):
    TRUSTED = "trusted", _("published by its organisation")
    FACTS = "facts", _("times, place or contacts published by its organisation")
    TRANSLATED = "translated", _("published by its translator")
    TAKEN_BACK = "taken_back", _("taken back to the version before")


class SampleState(models.TextChoices):
    """Whether a direct publication is looked at afterwards."""

    NOT_DRAWN = "", _("not drawn")
    WAITING = "waiting", _("published, to be looked at")
    SEEN = "seen", _("looked at")
    TAKEN_BACK = "taken_back", _("taken back")


class Publication(models.Model):
    """A text that became public without a review before, or by taking another one back.

    ``revision`` is what became public; None where a first text was taken back, and nothing is public. ``restored`` is
    the earlier version whose content ``revision`` has where a newer one was taken back.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("version")
    )
    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="+", verbose_name=_("portal"))
    reason = models.CharField(_("why"), max_length=20, choices=PublicationReason.choices)
    restored = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("restored version")
    )
    published_by = _person(_("published by"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    sample = models.CharField(
        _("looking at it afterwards"),
        max_length=20,
        choices=SampleState.choices,
        default=SampleState.NOT_DRAWN,
        blank=True,
    )
    seen_by = _person(_("looked at by"))
    seen_at = models.DateTimeField(_("looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("publication without review")
        verbose_name_plural = _("publications without review")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["page", "published_at"], name="publications_of_page"),
            models.Index(
                fields=["portal", "published_at"], name="publications_to_look_at", condition=Q(sample="waiting")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} · {self.revision_id}"
