"""Forms that read texts without noise, those of their rows included."""

from typing import Any

from regions.written.clean_text import clean_text


class CleanTextFormMixin:
    """Cleans what was sent before any field reads it. Put it before the form's class."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(clean_data(data), *args, **kwargs)  # type: ignore[call-arg]


def clean_data(data: Any) -> Any:
    """A query of a form, or a dictionary, with clean texts; the same object where there is nothing to clean."""
    if not data:
        return data
    if not hasattr(data, "lists"):
        return {name: _clean(value) for name, value in data.items()}
    if all(_clean(value) == value for _name, values in data.lists() for value in values):
        return data
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [_clean(value) for value in values])
    return cleaned


def _clean(value: Any) -> Any:
    """Line breaks stay as a browser sends them, so that a clean form is read as it came."""
    if not isinstance(value, str) or "\r" not in value:
        return clean_text(value, lines=True) if isinstance(value, str) else value
    return "\r\n".join(clean_text(line, lines=True) for line in value.replace("\r\n", "\n").split("\n"))
