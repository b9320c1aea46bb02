"""The page of an organisation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail_localize.fields import TranslatableField

from listings.addresses import organisation_path
from listings.enums import OrganisationStatus, Vocabulary
from listings.models.family import FamilyPage, FamilyRuleError
from listings.models.records import Organisation
from listings.organisation_form import OrganisationPageForm
from listings.page_permissions import OrganisationPagePermissionTester
from listings.panels import ORGANISATION_PANELS
from listings.rich_text import TEXT_FEATURES
from regions.models import Municipality
from regions.written.phone_field import PhoneField


class OrganisationPage(FamilyPage):
    """One language version of an organisation. Facts (type, town, contact) are read from the source version alone."""

    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)

    organisation_type = models.ForeignKey(
        "listings.Concept",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("type of organisation"),
        limit_choices_to={"vocabulary": Vocabulary.ORGANISATION_TYPE},
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: the whole country."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneField(_("phone"))
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )

    text_fields: ClassVar[tuple[str, ...]] = ("title", "summary", "description")
    translatable_fields: ClassVar[list[TranslatableField]] = [TranslatableField(name) for name in text_fields]
    parent_page_types: ClassVar[list[str]] = ["listings.DirectoryPage"]
    subpage_types: ClassVar[list[str]] = ["listings.ActivityPage"]
    content_panels = ORGANISATION_PANELS
    base_form_class = OrganisationPageForm

    #: What the form says of the record's Business ID, until the revision is saved; None: nothing.
    said_business_id: str | None = None

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")

    @classmethod
    def record_model(cls) -> type[Organisation]:
        return Organisation

    def public_path(self, language: str) -> str:
        return organisation_path(language, self.translation_key)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Write what the form says of the record along with the revision; a preview saves neither.

        An organisation that has left doesn't keep a Business ID from another one.
        """
        revision = super().save_revision(*args, **kwargs)
        if self.said_business_id is not None and self.record is not None:
            self.record.business_id, self.said_business_id = self.said_business_id, None
            if self.record.business_id:
                left = Organisation.objects.filter(status=OrganisationStatus.LEFT).exclude(pk=self.record.pk)
                left.filter(business_id=self.record.business_id).update(business_id="")
            self.record.save(update_fields=["business_id"])
        return revision

    def make_record(self) -> None:
        directory = self.get_parent().specific
        if not hasattr(directory, "portal"):
            raise FamilyRuleError(_("An organisation stands in the directory of a portal."))
        Organisation.objects.get_or_create(
            pk=self.translation_key, defaults={"home_portal": directory.portal, "source_language": self.language}
        )

    def permissions_for_user(self, user: Any) -> OrganisationPagePermissionTester:
        return OrganisationPagePermissionTester(user, self)
