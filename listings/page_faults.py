"""Everything that keeps an announcement from being sent: what its model refuses, its rows, and its rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from modelcluster.models import get_all_child_relations

from listings.announcement_rules import announcement_faults
from listings.models import ActivityPage
from listings.models.revision_references import OF_THE_ROW
from listings.schedule.validation import Fault

#: Child tables that nobody fills in row by row.
_NOT_ROWS = frozenset({"tagged_items", "wagtail_admin_comments"})


def page_faults(page: ActivityPage) -> list[Fault]:
    """Return every fault of a source as it would be published; each sentence once per place.

    A fault's field is a field of the page, or a place such as ``slots.0.end``; empty where it belongs to no field.
    """
    found = [*_own_faults(page), *_row_faults(page), *announcement_faults(page.announcement(), timezone.localdate())]
    return list({(fault.field, str(fault.message)): fault for fault in found}.values())


def _own_faults(page: ActivityPage) -> Iterator[Fault]:
    yield from _faults_of(page, "", exclude=[*OF_THE_ROW])


def _row_faults(page: ActivityPage) -> Iterator[Fault]:
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name in _NOT_ROWS:
            continue
        for place, row in enumerate(getattr(page, name).all()):
            yield from _faults_of(row, f"{name}.{place}", exclude=[relation.field.name])


def _faults_of(instance: Any, place: str, *, exclude: list[str]) -> Iterator[Fault]:
    try:
        instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            field = "" if name == NON_FIELD_ERRORS else name
            for message in messages:
                yield Fault(".".join(filter(None, (place, field))), message)  # type: ignore[arg-type]
