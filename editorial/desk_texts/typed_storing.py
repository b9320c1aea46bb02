"""Keeping what somebody types as it is typed: no revision, no rules, and nobody else sees it.

There is one row per person and form. A window writes over what it has shown itself, or written before; what another
window of the same person keeps is left alone unless the person says so.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any, TypeVar

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from editorial.desk_texts import sent_fields
from editorial.desk_texts.models import TypedRow
from editorial.edit_conflicts.page_version import PageVersion
from regions.refusals.request_input import is_storable
from regions.written.clean_text import clean_text

#: Bytes of one form, names and values together.
MAX_BYTES = 200_000
KEEP_TYPED = datetime.timedelta(days=90)
#: How long a form waits for a person whose sign-in has expired.
KEEP_FOR_SIGN_IN = datetime.timedelta(hours=1)
#: Typed forms of one kind and person; the oldest goes for a new one.
MAX_FORMS = 100
_BATCH = 1000
_Row = TypeVar("_Row", bound=TypedRow)


class TooMuchTypedError(ValueError):
    """The form holds more than ``MAX_BYTES``."""


class OtherWindowError(Exception):
    """Another window of the same person keeps something else. ``row`` is what it has typed."""

    def __init__(self, row: TypedRow) -> None:
        super().__init__("Another window keeps this form.")
        self.row = row


def typed_fields(data: QueryDict) -> list[list[str]]:
    """Return pairs of name and value as they were typed, without what can't be stored. Raises ``TooMuchTypedError``."""
    pairs = [
        [storable(name), storable(value)]
        for name, values in data.lists()
        if name not in sent_fields.NOT_TYPED
        for value in values
        if isinstance(value, str)
    ]
    if sum(len(name.encode()) + len(value.encode()) for name, value in pairs) > MAX_BYTES:
        raise TooMuchTypedError
    return pairs


def typed_digest(data: QueryDict) -> str:
    """A hash of what was typed. Raises ``TooMuchTypedError``."""
    return hashlib.sha256(json.dumps(typed_fields(data)).encode()).hexdigest()


def keep_row(row: _Row, data: QueryDict, *, force: bool = False, until: Any = None) -> _Row:
    """Store a form in a new ``row``, which says whose it is, instead of what was kept of it before; return the row.

    ``until`` is when a row goes that isn't there yet. Raises ``TooMuchTypedError``, and ``OtherWindowError`` unless
    ``force``. Two statements.
    """
    fields, version, kind = typed_fields(data), PageVersion.of_form(data), type(row)
    before = kind.objects.filter(**{name: getattr(row, name) for name in kind.KEY}).first()
    if before is not None and not force and _is_of_other_window(before, data):
        raise OtherWindowError(before)
    stays = before is not None and before.goes_at is None
    row.fields, row.form_key = fields, form_key_of(data)
    row.revision_id, row.created_at = version.revision_id[:20], version.created_at[:40]
    row.typed_at, row.goes_at = timezone.now(), None if stays else until
    columns = [field.attname for field in kind._meta.concrete_fields if not field.primary_key]
    kind.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=list(kind.KEY),
        update_fields=[name for name in columns if name not in kind.KEY],
    )
    return row


def form_key_of(data: QueryDict) -> str:
    """The key of the window that sends a form; empty for a form without one."""
    return storable(data.get(sent_fields.FORM_KEY, ""))[:64]


def _is_of_other_window(row: TypedRow, data: QueryDict) -> bool:
    if not row.is_waiting or (form_key_of(data) and row.form_key == form_key_of(data)):
        return False
    return data.get(sent_fields.TYPED_SEEN, "") != row.typed_at.isoformat()


def waiting() -> Q:
    """Rows that haven't gone."""
    return Q(goes_at=None) | Q(goes_at__gt=timezone.now())


def typed_data(row: TypedRow) -> QueryDict:
    """Return what was typed as a form sends it, with the version that it was made from."""
    data = QueryDict(mutable=True)
    for name, value in row.fields:
        data.appendlist(name, value)
    for name, value in PageVersion(row.revision_id, row.created_at).fields.items():
        data[name] = value
    return data


def stay_typed(row: TypedRow) -> None:
    """Its person is here again: what waited for them stays as everything typed does."""
    if row.goes_at is not None:
        type(row).objects.filter(pk=row.pk).update(goes_at=None)


def forget_saved(row: TypedRow) -> None:
    """Delete what was kept, if nothing else has been typed since."""
    type(row).objects.filter(pk=row.pk, typed_at=row.typed_at).delete()


def forget_old(kind: type[TypedRow]) -> None:
    """Delete what was typed long ago, and what has waited long enough."""
    now = timezone.now()
    old = kind.objects.filter(Q(typed_at__lt=now - KEEP_TYPED) | Q(goes_at__lt=now))
    keys = list(old.order_by("typed_at", "pk").values_list("pk", flat=True)[:_BATCH])
    kind.objects.filter(pk__in=keys).delete()


def drop_oldest(kind: type[TypedRow], person: Any) -> None:
    """Delete what is beyond ``MAX_FORMS`` of one person. One query, or two."""
    newest = kind.objects.filter(person_id=person.pk).order_by("-typed_at", "-pk").values_list("pk", flat=True)
    beyond = list(newest[MAX_FORMS : 2 * MAX_FORMS])
    if beyond:
        kind.objects.filter(pk__in=beyond).delete()


def storable(text: str) -> str:
    return text if is_storable(text) else clean_text(text, lines=True)
