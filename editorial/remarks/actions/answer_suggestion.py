"""What a writer does with a suggested wording: takes it into the form, or keeps their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from editorial.remarks.models import Remark
from editorial.remarks.string_places import control_name


class WordingChangedError(Exception):
    """The field holds neither what the suggestion was made for nor the suggestion: ``current`` is what it holds."""

    def __init__(self, current: str) -> None:
        super().__init__("The text has been changed since the suggestion was made.")
        self.current = current


class NotAskedError(ValueError):
    """The sent form has no field for which the wording is suggested, or nothing is suggested."""


class TakeSuggestion:
    """Puts the suggested wording into the form as it is typed, and keeps the form with all else that stands in it.

    ``keep`` stores a typed form (``AbsentForm.keep``). Nothing is saved as a version: that the writer does. With
    ``is_confirmed`` it also replaces a text that has been changed since, and what another window keeps.
    """

    def __init__(
        self, remark: Remark, user: Any, data: QueryDict, keep: Callable[..., Any], *, is_confirmed: bool = False
    ) -> None:
        self.remark, self.user, self.data, self.keep, self.is_confirmed = remark, user, data, keep, is_confirmed

    @transaction.atomic
    def execute(self) -> None:
        """Raises ``NotAskedError``, ``WordingChangedError``, ``TooMuchTypedError``, ``OtherWindowError``."""
        remark, control = self.remark, control_name(self.remark.name)
        current = self.data.get(control)
        if not remark.suggestion or current is None:
            raise NotAskedError
        if not self.is_confirmed and not any(
            same_wording(current, known) for known in (remark.said_of, remark.suggestion)
        ):
            raise WordingChangedError(current)
        data = self.data.copy()
        data[control] = remark.suggestion
        self.keep(self.user, data, force=self.is_confirmed)
        Remark.objects.filter(pk=remark.pk).update(taken_at=timezone.now(), taken_by=self.user, declined=False)


class DeclineSuggestion:
    """Notes that the writer keeps their own wording, and keeps the form as it is typed."""

    def __init__(self, remark: Remark, user: Any, data: QueryDict, keep: Callable[..., Any]) -> None:
        self.remark, self.user, self.data, self.keep = remark, user, data, keep

    @transaction.atomic
    def execute(self) -> None:
        """Raises ``NotAskedError``, ``TooMuchTypedError``, ``OtherWindowError``."""
        if not self.remark.suggestion or control_name(self.remark.name) not in self.data:
            raise NotAskedError
        self.keep(self.user, self.data)
        Remark.objects.filter(pk=self.remark.pk).update(declined=True, taken_at=None, taken_by=None)


def same_wording(one: str, other: str) -> bool:
    """Whether two typed texts are the same, apart from how lines and the text end."""
    return _lines(one) == _lines(other)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")]
