"""The questions of the desk's form in plain words, with examples. What they lack is named as the model names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.announcing.conditional_questions import EVERY_OTHER_WEEK
from listings.enums import LanguageRole
from listings.schedule.schedule import ScheduleKind
from regions.languages import isolated


def _example(text: str) -> Any:
    return format_lazy("{words} {example}", words=_("For example:"), example=isolated(text))


def before_sentence(label: str) -> str:
    """Return the words of a question as they stand before a sentence about it: with a colon where they ask nothing."""
    return label if not label or label[-1] in "?؟" else f"{label}:"


@dataclass(frozen=True)
class Question:
    label: Any
    help: Any = ""


@dataclass(frozen=True)
class RowWords:
    """Words of a kind of rows. ``one`` names a row by its number; ``more`` stands on the button for another."""

    title: Any
    one: Any
    more: Any
    help: Any = ""


QUESTIONS: dict[str, Question] = {
    "written_in": Question(
        _("In which language do you write?"),
        _("Write in the language that is easiest for you. Translations are made from it."),
    ),
    "title": Question(_("What is it called?"), _("For example: Language café in Tapiola library")),
    "section": Question(_("Is it for newcomers or for professionals?")),
    "format": Question(_("What kind of activity is it?")),
    "themes": Question(_("What is it about?"), _("Choose one to three.")),
    "summary": Question(_("In one sentence"), _("For example: We speak easy Finnish over a cup of coffee.")),
    "description": Question(_("More about it"), _("What do you do there? What should one bring along?")),
    "target_groups": Question(_("Who may come?"), _("If everybody may come, you need not choose.")),
    "required_level": Question(_("How much of the language does one need?")),
    "level_language": Question(_("Of which language?")),
    "age_from": Question(_("Youngest age"), _example("7, 7–12")),
    "age_to": Question(_("Oldest age")),
    "audience": Question(_("For whom, in your own words"), _("For example: for mothers who have just moved to Espoo")),
    "schedule_kind": Question(_("How often?")),
    "schedule_interval": Question(
        _("Every how many weeks or months?"), _("1 is every week or month, 3 is every third.")
    ),
    "weeks_of_month": Question(_("In which week of the month?")),
    "season_start": Question(_("First day"), _example("12.1., 12.1.2027, 12.1.–25.5.2027")),
    "season_end": Question(_("Last day"), _("If you don't know it yet, leave it empty.")),
    "skip_public_holidays": Question(_("Not on public holidays")),
    "schedule_details": Question(_("More about the time"), _("For example: The door opens at 16.45.")),
    "valid_until": Question(_("Show the announcement until"), _example("31.5., 31.5.2027")),
    "mode": Question(_("How does one take part?")),
    "municipality": Question(_("In which town?"), _("Empty: the whole country.")),
    "floor": Question(_("Floor")),
    "district": Question(_("Part of town"), _example("Tapiola")),
    "place_details": Question(_("How does one find the place?"), _("For example: Ring the bell of the café.")),
    "online_url": Question(_("Address of the online meeting"), _example("https://meet.example.org/cafe")),
    "accessibility": Question(_("Is the place accessible?")),
    "accessibility_details": Question(_("More about accessibility")),
    "sensitive": Question(
        _("The topic is sensitive"), _("For example violence. Then it is shown with care when somebody shares it.")
    ),
    "address_hidden": Question(
        _("Hide the address"), _("Visitors see the town. They get the address from you when they sign up.")
    ),
    "price_type": Question(_("What does it cost?")),
    "price_eur": Question(_("Price in euros"), _example("5 €, 7,50 €")),
    "price_details": Question(_("More about the price"), _("For example: Coffee costs one euro.")),
    "sign_up_type": Question(_("Does one need to sign up?")),
    "sign_up_url": Question(_("Address of the sign-up form"), _example("https://example.org/form")),
    "sign_up_email": Question(_("E-mail address for sign-up")),
    "sign_up_phone": Question(_("Phone number for sign-up"), _example("040 123 4567")),
    "sign_up_deadline": Question(_("Last day to sign up"), _example("5.1., 5.1.2027")),
    "seats": Question(_("How many people fit in?")),
    "sign_up_details": Question(_("More about signing up")),
    "image_alt": Question(
        _("What does the picture show?"), _("For those who don't see it. For example: Four people drink coffee.")
    ),
    "image_decorative": Question(_("The picture is decoration"), _("Then it needs no words.")),
}

ROW_QUESTIONS: dict[str, dict[str, Question]] = {
    "spoken_languages": {"language": Question(_("Language")), "role": Question(_("How is it used?"))},
    "slots": {
        "weekdays": Question(_("Weekdays")),
        "start": Question(_("Begins"), _example("17, 17.30, 17–19")),
        "end": Question(_("Ends")),
    },
    "dates": {
        "date": Question(_("Day"), _example("12.1., 12.1.2027")),
        "start": Question(_("Begins"), _example("17, 17–19")),
        "end": Question(_("Ends")),
    },
    "exceptions": {
        "first": Question(_("First day"), _example("18.10., 18.10.–25.10.")),
        "last": Question(_("Last day")),
        "reason": Question(_("Why?"), _("For example: autumn holiday")),
    },
    "contacts": {
        "role": Question(_("Who answers?")),
        "phone": Question(_("Phone")),
        "email": Question(_("E-mail")),
        "name": Question(_("Person's name"), _("Not needed. A name can be shown only if the person agrees.")),
        "consent_on": Question(_("On which day did the person agree?"), _example("5.1., 5.1.2027")),
        "keep_until": Question(_("Show the name until"), _example("31.5., 31.5.2027")),
    },
}

ROWS: dict[str, RowWords] = {
    "spoken_languages": RowWords(_("Which languages are spoken there?"), _("Language %(number)s"), _("Add a language")),
    "slots": RowWords(_("On which days and at what time?"), _("Time %(number)s"), _("Add a time")),
    "dates": RowWords(_("On which dates?"), _("Date %(number)s"), _("Add a date")),
    "exceptions": RowWords(
        _("Breaks"), _("Break %(number)s"), _("Add a break"), _("Days on which it doesn't take place.")
    ),
    "contacts": RowWords(_("Whom can one ask?"), _("Contact %(number)s"), _("Add a contact")),
}

SCHEDULE_KINDS: list[tuple[str, Any]] = [
    (ScheduleKind.WEEKLY.value, _("Every week")),
    (EVERY_OTHER_WEEK, _("Every other week")),
    (ScheduleKind.MONTHLY.value, _("Every month")),
    (ScheduleKind.SERIES.value, _("On certain dates")),
    (ScheduleKind.SINGLE.value, _("Once")),
    (ScheduleKind.BY_AGREEMENT.value, _("By agreement")),
]
WEEKS_OF_MONTH: list[tuple[int, Any]] = [
    (1, _("First week")),
    (2, _("Second week")),
    (3, _("Third week")),
    (4, _("Fourth week")),
    (5, _("Fifth week")),
    (-1, _("Last week")),
]
LANGUAGE_ROLES: list[tuple[str, Any]] = [
    (LanguageRole.MAIN.value, _("It is the main language")),
    (LanguageRole.SUPPORT.value, _("Help is given in it")),
    (LanguageRole.INTERPRETATION.value, _("There is an interpreter")),
]
