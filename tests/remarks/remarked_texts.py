"""Texts that are returned with remarks, as the screen and the desk do it."""

from __future__ import annotations

import datetime
from typing import Any

from bs4 import BeautifulSoup
from wagtail.models import Page

from editorial.remarks.models import Remark
from listings.models import ActivitySlot
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity
from tests.review_screen.waiting_texts import screen_form, screen_url, send_latest

TEXTS = {
    "title": "Kielikahvila",
    "summary": "Puhutaan soumea kahvin äärellä.",
    "description": "<p>Tule <b>mukan</b> ja ota ystävä mukaan.</p>",
}


def slot(day: int, start: int, end: int) -> ActivitySlot:
    return ActivitySlot(weekdays=[day], start=datetime.time(start), end=datetime.time(end))


def send_new(organisation: Any, writer: Any, **values: Any) -> Any:
    """Return the review of a new activity with two times."""
    page = make_activity(organisation, live=False, **TEXTS | {"slots": [slot(2, 17, 19), slot(3, 18, 20)]} | values)
    page.save_revision(user=writer, clean=False)
    return send_latest(page, writer)


def page_of(state: Any) -> Any:
    return Page.objects.get(pk=state.workflow_state.object_id).specific


def answer(state: Any, user: Any, name: str, comment: str = "", **values: str) -> Any:
    """Open the screen, type into it, and answer. Dashes of names are written as ``__``."""
    client = signed_in(user)
    shown = client.get(screen_url(state))
    typed = {key.replace("__", "-"): value for key, value in values.items()}
    sent = all_fields(shown) | screen_form(shown) | {"answer": name, "comment": comment} | typed
    return client.post(screen_url(state), sent)


def all_fields(shown: Any) -> dict[str, str]:
    """The text areas of the screen, with what stands in them."""
    areas = BeautifulSoup(shown.content.decode(), "html.parser").select(".k-review form textarea[name]")
    return {str(area["name"]): area.text.removeprefix("\n") for area in areas}


def give_back(state: Any, user: Any, **values: str) -> list[Remark]:
    """Return a text with remarks, and return these."""
    answered = answer(state, user, "return", **values)
    assert answered.status_code == 302, answered.content.decode()[:3000]
    return list(Remark.objects.filter(state=state))


def main_of(shown: Any) -> Any:
    return BeautifulSoup(shown.content.decode(), "html.parser").select_one("main")


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").split())
