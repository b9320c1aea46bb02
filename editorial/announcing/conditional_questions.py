"""Which questions of an announcement depend on the answer to another one.

The one place that knows: the form ignores what doesn't apply, and its template tells the page's script by
``script_attributes``, so that the script can hide it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from listings.enums import Mode, PriceType, RequiredLevel, SignUpType
from listings.schedule.schedule import ScheduleKind

#: A choice of the desk's form, beside the kinds of a schedule: every week with an interval of 2.
EVERY_OTHER_WEEK = "every_other_week"

_REPEATING = (ScheduleKind.WEEKLY.value, EVERY_OTHER_WEEK, ScheduleKind.MONTHLY.value)
_ON_DATES = (ScheduleKind.SINGLE.value, ScheduleKind.SERIES.value)
_SOMEWHERE = (Mode.IN_PERSON.value, Mode.HYBRID.value)
_PRICED = (PriceType.PAID.value, PriceType.DONATION.value)
_SIGNED_UP = (SignUpType.CONTACT.value, SignUpType.REQUIRED.value)
#: Names and values of HTML attributes.
Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Condition:
    """A question counts while another, ``after``, has one of the answers ``counts``; without any: an answer at all.

    ``asked`` are the answers that open the question with script, where those are fewer: with the others it counts, but
    is shown only where something stands in it.
    """

    after: str
    counts: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    def holds(self, answer: str) -> bool:
        return answer in self.counts if self.counts else bool(answer)


#: By the name of a field of the form, or of a kind of rows.
CONDITIONS: dict[str, Condition] = {
    "level_language": Condition(
        "required_level", tuple(level.value for level in RequiredLevel if level is not RequiredLevel.NONE)
    ),
    "slots": Condition("schedule_kind", _REPEATING),
    "schedule_interval": Condition(
        "schedule_kind", (ScheduleKind.WEEKLY.value, ScheduleKind.MONTHLY.value), (ScheduleKind.MONTHLY.value,)
    ),
    "weeks_of_month": Condition("schedule_kind", (ScheduleKind.MONTHLY.value,)),
    "season_start": Condition("schedule_kind", (*_REPEATING, ScheduleKind.BY_AGREEMENT.value)),
    "season_end": Condition("schedule_kind", (*_REPEATING, ScheduleKind.BY_AGREEMENT.value)),
    "dates": Condition("schedule_kind", (*_ON_DATES, *_REPEATING), _ON_DATES),
    "skip_public_holidays": Condition("schedule_kind", _REPEATING),
    "exceptions": Condition("schedule_kind", _REPEATING),
    "venue": Condition("mode", _SOMEWHERE),
    "floor": Condition("mode", _SOMEWHERE),
    "district": Condition("mode", _SOMEWHERE),
    "place_details": Condition("mode", _SOMEWHERE),
    "accessibility": Condition("mode", _SOMEWHERE),
    "accessibility_details": Condition("mode", _SOMEWHERE),
    "address_hidden": Condition("mode", _SOMEWHERE),
    "online_url": Condition("mode", (Mode.ONLINE.value, Mode.HYBRID.value)),
    "price_eur": Condition("price_type", _PRICED, (PriceType.PAID.value,)),
    "sign_up_url": Condition("sign_up_type", _SIGNED_UP),
    "sign_up_email": Condition("sign_up_type", _SIGNED_UP),
    "sign_up_phone": Condition("sign_up_type", _SIGNED_UP),
    "sign_up_deadline": Condition("sign_up_type", _SIGNED_UP, (SignUpType.REQUIRED.value,)),
    "seats": Condition("sign_up_type", _SIGNED_UP, (SignUpType.REQUIRED.value,)),
    "sign_up_details": Condition("sign_up_type", _SIGNED_UP),
    "image_alt": Condition("image"),
    "image_decorative": Condition("image"),
    "image_people": Condition("image"),
}

#: Within a row, by its kind: both fields are of the same row.
ROW_CONDITIONS: dict[str, dict[str, Condition]] = {
    "contacts": {"consent_on": Condition("name"), "keep_until": Condition("name")},
}

#: The question whose answer says which concepts are offered, and the fields in which they are chosen: a concept that
#: belongs to one section can be chosen in that section alone.
SECTION = "section"
CHOSEN_BY_SECTION = ("format", "themes", "target_groups")


def applies(name: str, answers: Mapping[str, str]) -> bool:
    """Whether a field or a kind of rows counts; ``answers`` has the form's other answers as texts, empty for none."""
    condition = CONDITIONS.get(name)
    return condition is None or condition.holds(answers.get(condition.after, ""))


def choice_applies(section_of_choice: str, answers: Mapping[str, str]) -> bool:
    """Whether a concept can be chosen; ``section_of_choice`` is empty for those of both sections."""
    return section_of_choice in ("", answers.get(SECTION, ""))


def script_attributes(condition: Condition, after: str = "") -> Attributes:
    """Return the attributes by which the page's script knows a condition; ``after`` is the other question's input."""
    asked = condition.asked or condition.counts
    return (
        ("data-after", after or condition.after),
        ("data-asked", " ".join(asked)),
        ("data-counts", " ".join(condition.counts)),
    )
