"""Copying an activity for a new season: with new days, its translations, and people only with a new consent."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from listings.actions.copy_activity import CopyActivity
from listings.models import ActivityPage, OrganisationPage
from listings.schedule.schedule import ScheduleKind
from listings.translated_texts.origins import all_strings, assume_origins


@dataclass(frozen=True)
class NewTimes:
    """When the copy takes place; of the rest of its times the copy keeps what isn't over.

    ``dates``: new days by the place of the original's rows, each with the row's time of day; a row without one is left
    out. None: the original's own.
    """

    season_start: datetime.date | None = None
    season_end: datetime.date | None = None
    sign_up_deadline: datetime.date | None = None
    dates: Mapping[int, datetime.date] | None = None


class CopySeason(CopyActivity):
    """A copy with ``times``, and with translations as drafts.

    ``consents`` has the names of people who have agreed to be named in the copy. Of others only the role stays, with
    what is the organisation's: its phone and e-mail, and ways that the announcement names without a person.
    """

    action_name = "copy_activity"

    def __init__(self, *args: Any, times: NewTimes, consents: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = times
        self.consents = frozenset(consents)

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> ActivityPage:
        """Return the source page of the copy. Raises ``CopyActivityError``."""
        copy = super().execute(skip_permission_checks)
        there = set(copy.family().values_list("locale_id", flat=True))
        for version in self.page.family().exclude(pk=self.page.pk).select_related("locale").order_by("pk"):
            if version.locale_id not in there:
                self._copy_version(copy, version, version.locale)
        return copy

    def _copy_version(self, copy: ActivityPage, version: ActivityPage, locale: Locale) -> None:
        """Make a draft of a translation, with its public text where it has one. What nobody has said an original of
        is of that of now, not of the copy's, which has the latest draft."""
        texts = version if version.live else version.get_latest_revision_as_object()
        draft = copy.copy_for_translation(locale)
        for name in (*draft.text_fields, "text_state"):
            setattr(draft, name, getattr(texts, name))
        assume_origins(draft, all_strings(self.page.original()))
        draft.owner = self.user
        draft.save_revision(user=self.user, changed=True, clean=False)

    def change(self, data: dict[str, Any]) -> None:
        self._change_times(data)
        data["contacts"] = [
            contact for row in data.get("contacts") or () if (contact := self._contact(row, data)) is not None
        ]

    def _change_times(self, data: dict[str, Any]) -> None:
        times, kind = self.times, ScheduleKind(data["schedule_kind"] or ScheduleKind.BY_AGREEMENT)
        if times.dates is not None:
            rows = enumerate(data.get("dates") or ())
            data["dates"] = [
                {**row, "date": times.dates[place].isoformat()} for place, row in rows if place in times.dates
            ]
        if kind.repeats or kind is ScheduleKind.BY_AGREEMENT:
            data["season_start"], data["season_end"] = _text(times.season_start), _text(times.season_end)
            self._keep_within_season(data)
        data["sign_up_deadline"] = _text(times.sign_up_deadline)
        self._keep_shown(data)

    def _keep_shown(self, data: dict[str, Any]) -> None:
        """Leave out a last day of being shown that is before the copy's own last day."""
        last = data["season_end"] or max((row["date"] for row in data.get("dates") or ()), default="")
        if data.get("valid_until") and data["valid_until"] < last:
            data["valid_until"] = None

    def _keep_within_season(self, data: dict[str, Any]) -> None:
        """Leave out days and breaks of the season before. Days are compared as texts in ISO form."""
        first, last = data["season_start"] or "", data["season_end"] or "9999"
        data["dates"] = [row for row in data.get("dates") or () if first <= row["date"] <= last]
        data["exceptions"] = [
            row
            for row in data.get("exceptions") or ()
            if (row["last"] or row["first"]) >= first and row["first"] <= last
        ]

    def _contact(self, row: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what comes along of a contact; None where nothing of it is the organisation's."""
        if not row["name"]:
            return dict(row)
        if row["name"] in self.consents:
            return {**row, "consent_on": self.today.isoformat(), "keep_until": None}
        without_person = {**row, "name": "", "consent_on": None, "keep_until": None}
        for name in ("phone", "email"):
            known = self._own(name, data)
            without_person[name] = row[name] if row[name] in known else next(iter(known), "")
        return without_person if without_person["phone"] or without_person["email"] else None

    def _own(self, name: str, data: Mapping[str, Any]) -> list[str]:
        """Phones or e-mail addresses that are nobody's: of the organisation, of the sign-up, of contacts by role."""
        found = [getattr(self._organisation, name), data.get(f"sign_up_{name}")]
        found += [row[name] for row in data.get("contacts") or () if not row["name"]]
        return list(dict.fromkeys(value for value in found if value))

    @property
    def _organisation(self) -> OrganisationPage:
        if "_organisation_page" not in self.__dict__:
            self.__dict__["_organisation_page"] = self.page.get_parent().specific
        page: OrganisationPage = self.__dict__["_organisation_page"]
        return page


def _text(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
