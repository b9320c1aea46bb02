"""Wishes for tests: as a visitor sends them, and rows."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from editorial.form_guard.form_keys import make_form_key
from editorial.wishes.models import Wish
from editorial.wishes.wished_search import WishedSearch
from regions.models import Portal


def visitor(slug: str = "espoo") -> Client:
    return Client(headers={"host": f"{slug}.localhost"})


def send(query: str, *, slug: str = "espoo", language: str = "fi", client: Client | None = None, **fields: str) -> Any:
    """Send the form of a search, as somebody who has read it."""
    values = {"form_key": make_form_key(seconds_ago=60).signed, "fax": ""} | fields
    return (client or visitor(slug)).post(f"/{language}/wish/?{query}", values)


def make_wish(portal: Portal, words: str = "", *, filters: str = "", language: str = "fi", **values: Any) -> Wish:
    """Return a wish of today."""
    key = WishedSearch(words, filters).key
    row = {"day": timezone.localdate()} | values
    wish: Wish = Wish.objects.create(portal=portal, words=words, filters=filters, key=key, language=language, **row)
    return wish
