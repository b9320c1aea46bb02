"""Forms of a page as a reader meets them."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup


def forms_without_a_button(answer: Any) -> list[str]:
    """Return the addresses of forms that nothing on the page sends."""
    forms = BeautifulSoup(answer.content.decode(), "html.parser").select("form")
    button = "button[type=submit], button:not([type]), input[type=submit]"
    return [str(form.get("action", "")) for form in forms if form.select_one(button) is None]
