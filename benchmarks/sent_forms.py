"""What a page's forms send, read as a browser does, so that a measured person, or a test, can send them back."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser
from urllib.parse import urlencode


class FormReader(HTMLParser):
    """Reads what each control of a page's forms would send; of several forms the fields come together.

    ``fields`` are the values by name; ``ticks`` those that can be ticked, whether they are or not.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.ticks: dict[str, list[str]] = {}
        self._select: str | None = None
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name, kind = values.get("name"), values.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "file", "button"):
            if kind == "checkbox":
                self.ticks.setdefault(name, []).append(values.get("value") or "on")
            if kind not in ("checkbox", "radio") or "checked" in values:
                self.fields.setdefault(name, []).append(values.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values:
            self.fields.setdefault(self._select, []).append(values.get("value") or "")
        elif tag == "textarea" and name:
            self._textarea = name
            self.fields[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea:
            # Browsers leave out the line break after the opening tag.
            self.fields[self._textarea][0] = self.fields[self._textarea][0].removeprefix("\n")
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea][0] += data


def form_values(html: bytes, ticked: Collection[str] = ()) -> dict[str, list[str]]:
    """Return what a page's forms send. Of each group of ticks in ``ticked`` the first is chosen where none is."""
    form = FormReader(html.decode())
    return {name: form.ticks[name][:1] for name in ticked if name in form.ticks} | form.fields


def encoded(values: dict[str, list[str]]) -> bytes:
    return urlencode(values, doseq=True).encode()
