"""The rows that belong to an activity page: languages, times, contacts, tags.

They are published with the page, and get new keys then: nothing may point to them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from listings.enums import ContactRole, LanguageRole
from listings.fields import WeekdaysField
from listings.forms import LanguageSelect
from regions.written.phone_field import PhoneField


class ActivityTag(TaggedItemBase):
    """A free word in addition to the concepts."""

    content_object = ParentalKey("listings.ActivityPage", on_delete=models.CASCADE, related_name="tagged_items")


class ActivityPartManager(models.Manager["ActivityPart"]):
    """Rows of equal place, or of none, come oldest first: PostgreSQL would return them in any order."""

    def get_queryset(self) -> models.QuerySet[ActivityPart]:
        return super().get_queryset().order_by("sort_order", "pk")


class ActivityPart(Orderable):
    """A row in the writer's order.

    The key orders rows in the database alone: of a page in memory new rows have none, and would come first.
    """

    objects: ClassVar[Any] = ActivityPartManager()

    class Meta(Orderable.Meta):
        abstract = True


class ActivityLanguage(ActivityPart):
    """A language spoken in the activity (any BCP-47 tag), and its role."""

    page = ParentalKey("listings.ActivityPage", on_delete=models.CASCADE, related_name="spoken_languages")
    language = models.CharField(_("language"), max_length=20)
    role = models.CharField(_("how"), max_length=20, choices=LanguageRole.choices, default=LanguageRole.MAIN)

    panels = [FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("role")])]

    def __str__(self) -> str:
        return self.language


class ActivitySlot(ActivityPart):
    """Weekdays and a time of day of a repeating activity, in local wall time."""

    page = ParentalKey("listings.ActivityPage", on_delete=models.CASCADE, related_name="slots")
    weekdays = WeekdaysField(verbose_name=_("weekdays"))
    start = models.TimeField(_("from"), null=True, blank=True)
    end = models.TimeField(_("to"), null=True, blank=True)

    panels = [FieldPanel("weekdays", required_on_save=False), FieldRowPanel([FieldPanel("start"), FieldPanel("end")])]

    def __str__(self) -> str:
        return f"{self.weekdays} {self.start}–{self.end}"


class ActivityDate(ActivityPart):
    """A single date: of an event, of a series, or in addition to a rule."""

    page = ParentalKey("listings.ActivityPage", on_delete=models.CASCADE, related_name="dates")
    date = models.DateField(_("date"))
    start = models.TimeField(_("from"), null=True, blank=True)
    end = models.TimeField(_("to"), null=True, blank=True)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("start"), FieldPanel("end")])]

    def __str__(self) -> str:
        return self.date.isoformat()


class ActivityException(ActivityPart):
    """Days on which a repeating activity does not take place."""

    page = ParentalKey("listings.ActivityPage", on_delete=models.CASCADE, related_name="exceptions")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: only the first day."))
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    panels = [FieldRowPanel([FieldPanel("first"), FieldPanel("last"), FieldPanel("reason")])]

    def __str__(self) -> str:
        return f"{self.first}–{self.last or self.first}"


class ActivityContact(ActivityPart):
    """A contact. A person's name and data are public only with consent and until its date (GDPR, articles 6 and 17)."""

    page = ParentalKey("listings.ActivityPage", on_delete=models.CASCADE, related_name="contacts")
    role = models.CharField(_("role"), max_length=20, choices=ContactRole.choices, default=ContactRole.OFFICE)
    name = models.CharField(
        _("person's name"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty if the role is enough. A name needs consent."),
    )
    phone = PhoneField(_("phone"))
    email = models.EmailField(_("e-mail"), blank=True)
    consent_on = models.DateField(_("the person agreed on"), null=True, blank=True)
    keep_until = models.DateField(
        _("show the person until"), null=True, blank=True, help_text=_("Empty: as long as the activity is public.")
    )

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("consent_on"), FieldPanel("keep_until")]),
    ]

    def __str__(self) -> str:
        return self.name or self.get_role_display()
