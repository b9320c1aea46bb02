"""Filling in the desk's form as a browser does."""

from __future__ import annotations

from typing import Any

from benchmarks.sent_forms import form_values


def filled(answer: Any, **changes: Any) -> dict[str, list[str]]:
    """Return what the form of an answer sends, with changes; dashes of rows' fields are written as ``__``."""
    fields = form_values(answer.content)
    for name, value in changes.items():
        values = value if isinstance(value, list) else [value]
        fields[name.replace("__", "-")] = [str(one) for one in values]
    return fields
