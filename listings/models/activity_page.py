"""The page of an activity: texts, which are translated, and facts, which all languages share."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail_localize.fields import TranslatableField

from listings.addresses import activity_path
from listings.announcement_rules import Announcement, announcement_faults
from listings.enums import Mode, PriceType, RequiredLevel, Section, SignUpType, Vocabulary
from listings.fields import WeeksOfMonthField
from listings.forms import ActivityPageForm
from listings.models.family import FamilyPage, FamilyRuleError
from listings.models.hidden_addresses import ROW_TRIGGER
from listings.models.organisation_picture import OrganisationPicture
from listings.models.proposed_venues import OPENING_TRIGGERS
from listings.models.records import Listing, Organisation
from listings.models.venue import Venue
from listings.page_permissions import ActivityPagePermissionTester
from listings.panels import ACTIVITY_PANELS
from listings.rich_text import TEXT_FEATURES
from listings.schedule.page_schedules import schedule_of
from listings.schedule.schedule import Schedule, ScheduleKind
from regions.models import Municipality
from regions.written.phone_field import PhoneField


def _concepts(vocabulary: Vocabulary, **options: Any) -> Any:
    return ParentalManyToManyField(
        "listings.Concept", related_name="+", limit_choices_to={"vocabulary": vocabulary}, **options
    )


class ActivityPage(FamilyPage):
    """One language version of an activity; docs/needs.md lists the data that it carries."""

    base_form_class = ActivityPageForm

    # Texts: each language version has its own.
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)
    audience = models.CharField(_("for whom, in your words"), max_length=300, blank=True)
    place_details = models.CharField(
        _("how to find the place"), max_length=300, blank=True, help_text=_("Floor, room, door code, nearest stop.")
    )
    schedule_details = models.CharField(_("more about the time"), max_length=300, blank=True)
    price_details = models.CharField(_("more about the price"), max_length=300, blank=True)
    sign_up_details = models.CharField(_("more about sign-up"), max_length=300, blank=True)
    accessibility_details = models.CharField(_("more about accessibility"), max_length=300, blank=True)
    image_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)

    # Facts: read from the source version alone.
    section = models.CharField(_("section"), max_length=20, choices=Section.choices, default=Section.ACTIVITY)
    format = models.ForeignKey(
        "listings.Concept",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("form of activity"),
        limit_choices_to={"vocabulary": Vocabulary.FORMAT},
    )
    themes = _concepts(Vocabulary.THEME, verbose_name=_("themes"))
    target_groups = _concepts(Vocabulary.TARGET_GROUP, verbose_name=_("for whom"), blank=True)
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    required_level = models.CharField(
        _("language level needed"), max_length=4, choices=RequiredLevel.choices, default=RequiredLevel.NONE
    )
    level_language = models.CharField(_("of which language"), max_length=10, blank=True, default="fi")
    mode = models.CharField(_("way of taking part"), max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    price_type = models.CharField(_("price"), max_length=20, choices=PriceType.choices, default=PriceType.FREE)
    price_eur = models.DecimalField(_("price in euros"), max_digits=7, decimal_places=2, null=True, blank=True)
    sign_up_type = models.CharField(_("sign-up"), max_length=20, choices=SignUpType.choices, default=SignUpType.NONE)
    sign_up_deadline = models.DateField(_("sign up by"), null=True, blank=True)
    sign_up_url = models.URLField(_("sign-up form"), blank=True)
    sign_up_email = models.EmailField(_("sign-up by e-mail"), blank=True)
    sign_up_phone = PhoneField(_("sign-up by phone"))
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    childcare = models.BooleanField(_("childcare during the activity"), default=False)
    children_welcome = models.BooleanField(_("children are welcome"), default=False)
    accessibility = _concepts(Vocabulary.ACCESSIBILITY, verbose_name=_("accessibility"), blank=True)

    venue = models.ForeignKey(
        "listings.Venue", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("venue")
    )
    floor = models.CharField(_("floor"), max_length=20, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: the whole country."),
    )
    district = models.CharField(_("part of town"), max_length=100, blank=True)
    online_url = models.URLField(_("address of the online meeting"), blank=True)
    sensitive = models.BooleanField(
        _("sensitive activity"),
        default=False,
        help_text=_("Violence, trafficking, LGBTIQ: shown neutrally when shared."),
    )
    address_hidden = models.BooleanField(
        _("hide the address"),
        default=False,
        help_text=_("Only the municipality is shown; people get the address when they sign up."),
    )

    schedule_kind = models.CharField(
        _("how often"),
        max_length=20,
        choices=[
            (ScheduleKind.WEEKLY.value, _("every week")),
            (ScheduleKind.MONTHLY.value, _("every month")),
            (ScheduleKind.SINGLE.value, _("once")),
            (ScheduleKind.SERIES.value, _("on certain dates")),
            (ScheduleKind.BY_AGREEMENT.value, _("by agreement")),
        ],
        default=ScheduleKind.WEEKLY.value,
    )
    schedule_interval = models.PositiveSmallIntegerField(
        _("every how many weeks or months"), default=1, help_text=_("1 = every week, 2 = every other week.")
    )
    weeks_of_month = WeeksOfMonthField(verbose_name=_("which week of the month"), default=list, blank=True)
    season_start = models.DateField(_("season begins"), null=True, blank=True)
    season_end = models.DateField(_("season ends"), null=True, blank=True)
    skip_public_holidays = models.BooleanField(_("not on public holidays"), default=False)
    valid_until = models.DateField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the activity is shown."),
    )

    co_organisers = ParentalManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("organised together with")
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    image_decorative = models.BooleanField(
        _("the picture is decoration"),
        default=False,
        help_text=_("It tells nothing that the text doesn't, so it needs no words."),
    )
    tags = ClusterTaggableManager(through="listings.ActivityTag", blank=True, verbose_name=_("other words"))

    text_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "summary",
        "description",
        "audience",
        "place_details",
        "schedule_details",
        "price_details",
        "sign_up_details",
        "accessibility_details",
        "image_alt",
    )
    translatable_fields: ClassVar[list[TranslatableField]] = [TranslatableField(name) for name in text_fields]
    parent_page_types: ClassVar[list[str]] = ["listings.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = ACTIVITY_PANELS

    class Meta:
        verbose_name = _("activity page")
        verbose_name_plural = _("activity pages")
        triggers = [ROW_TRIGGER, *OPENING_TRIGGERS]

    @classmethod
    def record_model(cls) -> type[Listing]:
        return Listing

    @property
    def schedule(self) -> Schedule:
        """The times of this version's rows, without the dates that are cancelled on the record."""
        return schedule_of(self, self.slots.all(), self.dates.all(), self.exceptions.all())

    def public_path(self, language: str) -> str:
        return activity_path(language, self.translation_key)

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        """Check a source's rules too. Its days may be over: only whoever sends or publishes it by hand must mend that.

        Not when a form asks, which passes ``exclude``: the form's rows may differ from this page's, and
        ``ActivityPageForm`` checks them itself.
        """
        super().full_clean(exclude=exclude, **kwargs)
        if exclude is None:
            self.check_rules(judges_time=False)

    @property
    def image_people(self) -> str | None:
        """What is said of the people in its picture; empty: not yet answered. None where nobody is asked. One query."""
        if self.image_id is None:
            return None
        answers = OrganisationPicture.objects.filter(image=self.image_id).values_list("people", flat=True)
        answer: str | None = answers.first()
        return answer

    def announcement(self) -> Announcement:
        """Return the page and its rows as the rules of an announcement judge them."""
        rows = {name: list(getattr(self, name).all()) for name in ("slots", "dates", "exceptions", "contacts")}
        return Announcement(self, **rows)

    def check_rules(self, *, judges_time: bool = True) -> None:
        """Raise ``ValidationError`` for the broken rules of a source; a translation has no facts of its own.

        Without ``judges_time`` its days may be over.
        """
        errors: dict[str, list[Any]] = defaultdict(list)
        if self.is_source:
            for fault in announcement_faults(self.announcement(), timezone.localdate(), judges_time=judges_time):
                errors[fault.field.partition(".")[0]].append(fault.message)
        if errors:
            raise ValidationError(dict(errors))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._keep_address_to_itself()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        self._keep_address_to_itself()
        return super().save_revision(*args, **kwargs)

    def _keep_address_to_itself(self) -> None:
        """Where the address is hidden, but other activities show the same venue: take a hidden copy of it.

        A venue of this activity alone gets the mark itself, by a trigger (``hidden_addresses``).
        """
        if not self.address_hidden or self.venue is None or self.venue.address_hidden:
            return
        if Venue.objects.filter(pk=self.venue.pk).public_apart_from(self.translation_key).exists():
            self.venue = self.venue.hidden_copy(Organisation.objects.get(pk=self.get_parent().translation_key))

    def make_record(self) -> None:
        """Create the record at the first save of a source page; its organisation is that of the parent page."""
        organisation = Organisation.objects.filter(pk=self.get_parent().translation_key).first()
        if organisation is None:
            raise FamilyRuleError(_("An activity stands below the page of its organisation."))
        Listing.objects.get_or_create(
            pk=self.translation_key, defaults={"organisation": organisation, "source_language": self.language}
        )

    def permissions_for_user(self, user: Any) -> ActivityPagePermissionTester:
        return ActivityPagePermissionTester(user, self)
