"""What an erasure does, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.privacy.actions.erase_person import DELETED_PERSON, Erased
from regions.people import DELETED_PERSON_NAME, person_name


@dataclass(frozen=True)
class Summary:
    """``rows``: (what, number). ``passed_on``: (what, to whom, number). In the active language."""

    rows: tuple[tuple[str, int], ...]
    passed_on: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, erased: Erased) -> Summary:
        rows: Counter[str] = Counter()
        for label, count in erased.rows.items():
            rows[_name_of(label)] += count
        passed: Counter[tuple[str, str]] = Counter()
        for label, heir, count in erased.passed_on:
            passed[_column_name(label), _heir_name(heir)] += count
        return cls(
            tuple(sorted(rows.items())),
            tuple((what, to_whom, count) for (what, to_whom), count in sorted(passed.items())),
        )


def _name_of(label: str) -> str:
    names = {
        "files": _("Files: pictures of the account, mails that were written to files"),
        "cache": _("Limits of signing in"),
        "index": _("Entries of the search index"),
    }
    names |= dict.fromkeys(("auth.user_groups", "auth.user_user_permissions"), _("Rights"))
    if label in names:
        return names[label]
    return capfirst(str(apps.get_model(label)._meta.verbose_name_plural))


def _column_name(label: str) -> str:
    model, _dot, name = label.rpartition(".")
    field: Any = apps.get_model(model)._meta.get_field(name)
    return f"{_name_of(model)}: {field.verbose_name}"


def _heir_name(account_id: int | None) -> str:
    if account_id == DELETED_PERSON:
        return person_name(get_user_model()(username=DELETED_PERSON_NAME))
    account = get_user_model()._default_manager.filter(pk=account_id).first() if account_id is not None else None
    return person_name(account) or _("nobody")
