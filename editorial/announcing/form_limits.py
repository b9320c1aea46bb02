"""What a form of the desk may carry. What no browser sends from our page is refused before any work, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from editorial.announcing.question_names import question_name
from editorial.desk_texts import sent_fields
from regions.refusals.request_input import MAX_ID, MalformedInputError

#: Rows of one kind. What has more already keeps them.
MAX_ROWS = {"spoken_languages": 30, "slots": 20, "dates": 120, "exceptions": 60, "contacts": 10}
_OTHER_ROWS = 50
#: Empty rows that stand in a form beside those that are filled in.
_EMPTY_ROWS = 10
_SINGLE = (sent_fields.NOT_TYPED | {sent_fields.LISTING_KEY, sent_fields.ORGANISATION}) - {"csrfmiddlewaretoken"}


def check_fields(data: QueryDict, form: Any) -> None:
    """Refuse a field that is sent twice although it holds one value. Raises ``MalformedInputError``."""
    bound = {form.add_prefix(name): field for name, field in form.fields.items()}
    for formset in form.formsets.values():
        for row in formset.forms:
            bound |= {row.add_prefix(name): field for name, field in row.fields.items()}
    for name, values in data.lists():
        if len(values) > 1 and (name in _SINGLE or name.endswith("_FORMS") or not _holds_several(bound.get(name))):
            raise MalformedInputError(_("“%s” was sent more than once.") % question_name(name))


def _holds_several(field: Any) -> bool:
    if field is None:  # nobody reads it
        return True
    return isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def check_rows(data: QueryDict, stored: Mapping[str, list[Any]]) -> None:
    """Check the rows that were sent against those that the form was made from, by kind.

    A row that isn't sent stays; one goes only by its tick. Raises ``MalformedInputError``.
    """
    for kind, rows in stored.items():
        if f"{kind}-TOTAL_FORMS" not in data:
            if any(name.startswith(f"{kind}-") for name in data):
                raise _incomplete(kind)
            continue
        total, known = (_count(data, kind, which) for which in ("TOTAL_FORMS", "INITIAL_FORMS"))
        most = MAX_ROWS.get(kind, _OTHER_ROWS)
        if total > max(most, len(rows)) + _EMPTY_ROWS:
            values = {"name": question_name(kind), "count": most}
            raise MalformedInputError(_("“%(name)s”: at most %(count)d are possible.") % values)
        if known > total or known != len(rows):
            raise _incomplete(kind)
        _check_ids(data, kind, total, rows)


def without_broken_rows(data: QueryDict, stored: Mapping[str, list[Any]]) -> QueryDict:
    """Return the same without the rows of kinds that ``check_rows`` refuses: what was kept may be anybody's work."""
    broken = []
    for kind, rows in stored.items():
        try:
            check_rows(data, {kind: rows})
        except MalformedInputError:
            broken.append(f"{kind}-")
    if not broken:
        return data
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if not name.startswith(tuple(broken)):
            kept.setlist(name, values)
    return kept


def _check_ids(data: QueryDict, kind: str, total: int, rows: list[Any]) -> None:
    wanted = sorted(str(row.pk or "") for row in rows)
    sent = [data.get(f"{kind}-{number}-id", "") for number in range(total)]
    if sorted(sent[: len(rows)]) != wanted or any(sent[len(rows) :]):
        raise MalformedInputError(_("A row of “%s” isn't one of this activity.") % question_name(kind))


def _count(data: QueryDict, kind: str, which: str) -> int:
    value = data.get(f"{kind}-{which}", "")
    if not (value.isascii() and value.isdecimal()):
        raise _incomplete(kind)
    return min(int(value), MAX_ID) if len(value) < 20 else MAX_ID


def _incomplete(kind: str) -> MalformedInputError:
    return MalformedInputError(_("The form is incomplete: rows of “%s” are missing.") % question_name(kind))
