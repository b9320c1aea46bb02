"""The sections of the desk's form, in the order in which it asks: fields and rows by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Together:
    """Short fields side by side where there is room."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Folded:
    """Questions that few need, behind a heading; open where one has an answer or a fault."""

    title: Any
    names: tuple[Any, ...]


@dataclass(frozen=True)
class NextDatesHere:
    """The place of the next dates that come of the answers."""


@dataclass(frozen=True)
class MoreRows:
    """A button that leads to rows which stand elsewhere: those of ``kind`` count there, but few need them."""

    kind: str
    title: Any


Name = str | Together | Folded | NextDatesHere | MoreRows


@dataclass(frozen=True)
class FormSection:
    """``anchor`` is its id on the page; ``names`` are fields of the form, or kinds of rows."""

    anchor: str
    title: Any
    names: tuple[Name, ...]


SECTIONS = (
    FormSection("what", _("What"), ("written_in", "title", "section", "format", "themes", "summary", "description")),
    FormSection(
        "for-whom",
        _("For whom"),
        (
            "target_groups",
            "required_level",
            "level_language",
            "spoken_languages",
            "childcare",
            "children_welcome",
            Folded(_("Age, or somebody else"), (Together(("age_from", "age_to")), "audience")),
        ),
    ),
    FormSection(
        "when",
        _("When"),
        (
            "schedule_kind",
            "weeks_of_month",
            "slots",
            Together(("season_start", "season_end")),
            "dates",
            NextDatesHere(),
            Folded(
                _("Holidays, breaks, and more about the time"),
                (
                    "skip_public_holidays",
                    "exceptions",
                    MoreRows("dates", _("Add a date that is not in the rule")),
                    "schedule_interval",
                    "schedule_details",
                ),
            ),
        ),
    ),
    FormSection(
        "where",
        _("Where"),
        (
            "mode",
            "municipality",
            "venue",
            "place_details",
            "online_url",
            Folded(
                _("More about the place"),
                (Together(("floor", "district")), "accessibility", "accessibility_details", "address_hidden"),
            ),
        ),
    ),
    FormSection(
        "taking-part",
        _("Taking part"),
        (
            "price_type",
            "price_eur",
            "sign_up_type",
            "sign_up_email",
            "sign_up_phone",
            "sign_up_url",
            Together(("sign_up_deadline", "seats")),
            "contacts",
            Folded(_("More about the price or signing up"), ("price_details", "sign_up_details")),
        ),
    ),
    FormSection(
        "more",
        _("More"),
        ("image", "image_alt", "image_decorative", "image_people", "co_organisers", "sensitive", "valid_until"),
    ),
)
