"""What is worth a second look before an announcement is sent. Nothing here keeps anybody from sending it.

Same shape as the rules (``listings.announcement_rules``); each function reads a source page as it would be.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.announcement_rules import Announcement
from listings.enums import Mode, SignUpType
from listings.schedule.validation import Fault
from regions.rich_text import plain_text

#: Characters of a title that a card shows in two lines on a phone.
LONG_TITLE = 70
#: Characters of a description below which a reader hardly learns what is done.
SHORT_DESCRIPTION = 40
#: Capital letters in a row that are no abbreviation any more.
_SHOUTING = 10
_NUMBER = re.compile(r"(?:\+|00)?\d[\d\s()./-]{5,}\d")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_YEAR = re.compile(r"(?<![\d.,+-])(20\d\d)(?![\d-])")
_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(20\d\d)(?!\d)")
_TEXTS = ("title", "summary", "description", "schedule_details", "sign_up_details", "price_details", "audience")


def announcement_notices(page: Any, announcement: Announcement, today: datetime.date) -> list[Fault]:
    """Return what is worth a look, in the order of the form; ``page`` has the texts, ``announcement`` the rest."""
    return [notice for look in _LOOKS for notice in look(page, announcement, today)]


def _title(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    title = page.title
    if _has_phone_number(title):
        yield Fault("title", _("There is a telephone number in the title. Put it under “Taking part”."))
    if _ADDRESS.search(title):
        yield Fault("title", _("There is an e-mail address in the title. Put it under “Taking part”."))
    if _shouts(title):
        yield Fault("title", _("The title is in capital letters. Small letters are easier to read."))
    if len(title) > LONG_TITLE:
        yield Fault("title", _("The title is long. On a phone it fills the whole card."))


def _summary(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    if not page.summary.strip():
        yield Fault("summary", _("There is no summary. One sentence shows in lists what is done."))
    elif page.summary.strip().casefold() == page.title.strip().casefold():
        yield Fault("summary", _("The summary says the same as the title."))


def _description(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    text = plain_text(page.description or "").strip()
    if len(text) < SHORT_DESCRIPTION:
        yield Fault("description", _("The description is very short. Tell what is done, and what one needs to bring."))
    if _ADDRESS.search(text):
        yield Fault(
            "description",
            _("There is an e-mail address in the description. Under “Taking part” people find it, and can press it."),
        )
    elif _has_phone_number(text):
        yield Fault(
            "description",
            _("There is a telephone number in the description. Under “Taking part” people find it, and can press it."),
        )
    if _shouts(text, letters=30):
        yield Fault("description", _("Much of the description is in capital letters. Small ones are easier to read."))


def _past_days(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    for name in _TEXTS:
        text = plain_text(getattr(page, name) or "")
        past = _past_day_in(text, today)
        if past:
            words: Any = _("“%(day)s” has passed. Is it from the last season?") % {"day": past}
            yield Fault(name, words)


def _season(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts = announcement.facts
    if announcement.schedule.kind.repeats and facts.season_end is None and facts.valid_until is None:
        yield Fault("season_end", _("It has no last day. If it stops for the summer, say when."))


def _time_of_day(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    schedule = announcement.schedule.relevant()
    if any(slot.start is None for slot in schedule.slots):
        yield Fault("slots", _("There is no time of day. People wouldn't know when to come."))
    elif any(slot.end is None for slot in schedule.slots):
        yield Fault("slots", _("There is no time at which it ends."))


def _place(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts = announcement.facts
    if facts.mode not in (Mode.IN_PERSON, Mode.HYBRID) or facts.address_hidden or facts.venue:
        return
    if facts.municipality and not (page.place_details or facts.district):
        yield Fault("venue", _("People see only the town. Say the place, or how one gets the address."))


def _languages(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    if not page.spoken_languages.all():
        yield Fault("spoken_languages", _("It isn't said which languages are spoken there."))


def _hidden_address(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    if announcement.facts.address_hidden and not announcement.has_way_to_ask(today):
        yield Fault("address_hidden", _("The address is hidden, and there is no way to ask for it."))


def _deadline(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts = announcement.facts
    if facts.sign_up_type != SignUpType.NONE and facts.sign_up_deadline and facts.sign_up_deadline < today:
        yield Fault("sign_up_deadline", _("The last day to sign up has passed."))


def _ask(page: Any, announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    if announcement.facts.sign_up_type == SignUpType.NONE and not announcement.has_way_to_ask(today):
        yield Fault("contacts", _("There is nobody to ask. A telephone number or an address helps those who hesitate."))


def _has_phone_number(text: str) -> bool:
    return any(
        7 <= sum(one.isdigit() for one in found.group()) <= 15 and not _looks_like_days(found.group())
        for found in _NUMBER.finditer(text)
    )


def _looks_like_days(text: str) -> bool:
    """Whether it is a date or a span of dates, such as 12.1.2027 or 12.1.–25.5.2027."""
    return bool(re.search(r"\d{1,2}\.\d{1,2}\.|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/", text))


def _shouts(text: str, letters: int = _SHOUTING) -> bool:
    """Whether most letters are capitals; scripts without capitals never shout."""
    cased = [one for one in text if one.isupper() or one.islower()]
    return len(cased) >= letters and sum(one.isupper() for one in cased) > 0.7 * len(cased)


def _past_day_in(text: str, today: datetime.date) -> str:
    """Return the first day or year in a text that has passed; empty without one."""
    for found in _DAY.finditer(text):
        day, month, year = (int(number) for number in found.groups())
        if _is_past(year, month, day, today):
            return found.group()
    without_days = _DAY.sub(" ", text)
    years = [found.group(1) for found in _YEAR.finditer(without_days)]
    return next((year for year in years if today.year - 5 <= int(year) < today.year), "") if years else ""


def _is_past(year: int, month: int, day: int, today: datetime.date) -> bool:
    try:
        return datetime.date(year, month, day) < today
    except ValueError:
        return False


_LOOKS: tuple[Callable[[Any, Announcement, datetime.date], Iterator[Fault]], ...] = (
    _title,
    _summary,
    _description,
    _past_days,
    _languages,
    _time_of_day,
    _season,
    _place,
    _hidden_address,
    _deadline,
    _ask,
)
