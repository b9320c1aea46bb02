"""Panels of the page forms: first what it is, then for whom, when, where and at what price (docs/needs.md, C6)."""

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from listings.enums import PeopleInPicture
from listings.fields import NamedCheckboxes
from listings.forms import LanguageSelect
from listings.placement_wording import decisions_about
from regions.permissions import may_coordinate


class OfferedPanel(FieldPanel):
    """A field that the form doesn't always have: only until the first publication, or only for some people."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.bound_field is not None and super().is_shown()


class PlacementsPanel(Panel):
    """Says which portals pin, include or exclude the activity, until when and why. Shown where one does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "listings/admin/placements_panel.html"

        @cached_property
        def placements(self) -> list[dict[str, str]]:
            """Of the source page's record: the state in words, and the reason. One query."""
            if self.instance.pk is None or not self.instance.is_source or self.instance.record is None:
                return []
            return decisions_about(self.instance.record)

        def is_shown(self) -> bool:
            return bool(self.placements)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"placements": self.placements}


class CoOrganisersPanel(Panel):
    """Says which organisations the public page names, and which don't want it. Shown where there is one.

    For coordinators each leads to the page where they take the organisation off, if the project has the desk.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "listings/admin/co_organisers_panel.html"

        @cached_property
        def named(self) -> list[dict[str, Any]]:
            """Of the source page: each organisation, whether it is off, and the address. Two queries at most."""
            page = self.instance
            if page.pk is None or not page.is_source or page.record is None:
                return []
            field = type(page)._meta.get_field("co_organisers")
            rows = field.remote_field.through.objects.filter(activitypage=page.pk)
            organisations = list(field.related_model.objects.titled().filter(pk__in=rows.values("organisation")))
            off = set(
                page.record.co_organising.taken_off().values_list("organisation", flat=True) if organisations else ()
            )
            is_staff = may_coordinate(self.request.user, page.record.home_portal)
            return [
                {"name": one, "is_off": one.pk in off, "url": _answer_url(one, page.record) if is_staff else ""}
                for one in organisations
            ]

        def is_shown(self) -> bool:
            return bool(self.named)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"named": self.named}


def _answer_url(organisation: Any, listing: Any) -> str:
    try:
        return reverse("co_organising", args=[organisation.pk, listing.pk])
    except NoReverseMatch:
        return ""


class PeopleInPicturePanel(Panel):
    """Says whether the people in the picture have agreed. Shown where the picture was sent from the desk."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "listings/admin/people_in_picture.html"

        @cached_property
        def answer(self) -> str | None:
            """In words; empty where it isn't answered yet. None: nobody was asked. One query."""
            people = self.instance.image_people
            return None if people is None else str(dict(PeopleInPicture.choices).get(people, ""))

        def is_shown(self) -> bool:
            return self.answer is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"answer": self.answer}


def _choices(name: str, label: Any) -> FieldPanel:
    """Return a panel that shows all concepts as checkboxes; a list box would need a key to choose several."""
    return FieldPanel(name, widget=NamedCheckboxes(label), required_on_save=False)


def _one_of(name: str) -> FieldPanel:
    """Return a panel with a drop-down list. Wagtail's chooser would offer the concepts of every vocabulary."""
    return FieldPanel(name, widget=forms.Select)


ORGANISATION_PANELS = [
    OfferedPanel("written_in"),
    FieldPanel("title", heading=_("Name")),
    FieldPanel("summary"),
    FieldPanel("description"),
    MultiFieldPanel(
        [
            _one_of("organisation_type"),
            FieldPanel("municipality"),
            OfferedPanel("business_id"),
            FieldPanel("logo"),
        ],
        heading=_("Facts"),
    ),
    MultiFieldPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("website")], heading=_("Contact")),
]

ACTIVITY_PANELS = [
    PlacementsPanel(heading=_("In the portals")),
    OfferedPanel("written_in"),
    MultiFieldPanel(
        [
            FieldPanel("title", heading=_("Name of the activity")),
            FieldPanel("summary"),
            FieldPanel("description"),
            FieldPanel("section"),
            _one_of("format"),
            _choices("themes", _("themes")),
        ],
        heading=_("What"),
    ),
    MultiFieldPanel(
        [
            _choices("target_groups", _("for whom")),
            FieldPanel("audience"),
            FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
            FieldRowPanel([FieldPanel("required_level"), FieldPanel("level_language", widget=LanguageSelect)]),
            InlinePanel("spoken_languages", heading=_("Languages spoken there"), label=_("language")),
            FieldRowPanel([FieldPanel("childcare"), FieldPanel("children_welcome")]),
        ],
        heading=_("For whom"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("schedule_kind"),
            InlinePanel("slots", heading=_("Weekdays and times"), label=_("time")),
            FieldRowPanel([FieldPanel("season_start"), FieldPanel("season_end")]),
            InlinePanel("dates", heading=_("Dates"), label=_("date")),
            FieldPanel("schedule_interval"),
            FieldPanel("weeks_of_month"),
            FieldPanel("skip_public_holidays"),
            InlinePanel("exceptions", heading=_("Breaks"), label=_("break")),
            FieldPanel("schedule_details"),
            FieldPanel("valid_until"),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("mode"),
            FieldPanel(
                "municipality", help_text=_("What takes place online or by phone may be for the whole country.")
            ),
            FieldPanel("venue"),
            FieldRowPanel([FieldPanel("floor"), FieldPanel("district")]),
            FieldPanel("place_details"),
            FieldPanel("online_url"),
            _choices("accessibility", _("accessibility")),
            FieldPanel("accessibility_details"),
            FieldRowPanel([FieldPanel("sensitive"), FieldPanel("address_hidden")]),
        ],
        heading=_("Where"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("price_type"), FieldPanel("price_eur")]),
            FieldPanel("price_details"),
            FieldPanel("sign_up_type"),
            FieldRowPanel([FieldPanel("sign_up_deadline"), FieldPanel("seats")]),
            FieldPanel("sign_up_url"),
            FieldRowPanel([FieldPanel("sign_up_email"), FieldPanel("sign_up_phone")]),
            FieldPanel("sign_up_details"),
        ],
        heading=_("Price and sign-up"),
    ),
    MultiFieldPanel(
        [
            InlinePanel("contacts", heading=_("Contacts"), label=_("contact")),
            FieldPanel("co_organisers"),
            CoOrganisersPanel(heading=_("Named as co-organisers")),
        ],
        heading=_("Who"),
    ),
    MultiFieldPanel(
        [
            PeopleInPicturePanel(),
            FieldPanel("image"),
            FieldPanel("image_alt"),
            FieldPanel("image_decorative"),
            FieldPanel("tags"),
        ],
        heading=_("Picture and words"),
    ),
]
