"""Apps put parts on the front page by registering them; the coordinator arranges them among texts of their own."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from regions import front_page
from regions.blocks import FrontBlocks
from regions.front_page import FrontPart, front_view
from regions.models import PortalHomePage
from regions.portal_request import PortalRequest
from regions.registry import Registry

BAND = FrontPart("test.band", 5, "band.html", lambda request: "band", is_fixed=True)
FIRST = FrontPart("test.first", 1, "first.html", lambda request: request.path, label="The first")
LAST = FrontPart("test.last", 999, "last.html", lambda request: None)


@pytest.fixture(autouse=True)
def _only_these_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_page, "registry", Registry("part of the front page"))
    for part in (LAST, FIRST, BAND):
        front_page.register(part)


def stream(*blocks: tuple[str, Any]) -> Any:
    return FrontBlocks().to_python([{"type": kind, "value": value} for kind, value in blocks])


def shown(*blocks: tuple[str, Any]) -> list[tuple[str, Any, str]]:
    view = front_view(
        cast(PortalRequest, RequestFactory().get("/fi/")), stream(*blocks), PortalHomePage.objects.page_addresses
    )
    assert [part.template for part in view.fixed] == ["band.html"]
    return [(part.template, part.content, part.heading) for part in view.arranged]


def test_without_blocks_parts_stand_in_their_order() -> None:
    assert shown() == [("first.html", "/fi/", ""), ("last.html", None, "")]


def test_blocks_say_what_is_shown_in_which_order() -> None:
    parts = [("part", {"part": "test.last", "heading": "Own words"}), ("text", "<p>Hei!</p>")]
    assert shown(*parts) == [("last.html", None, "Own words"), ("regions/blocks/text.html", "<p>Hei!</p>", "")]


def test_a_part_that_is_gone_or_fixed_or_shown_already_is_left_out() -> None:
    names = ("test.first", "test.unknown", "test.band", "test.first")
    assert [template for template, _content, _heading in shown(*(("part", {"part": name}) for name in names))] == [
        "first.html"
    ]


def test_the_editor_refuses_a_part_twice() -> None:
    twice = stream(*(("part", {"part": "test.first", "heading": ""}) for _time in range(2)))
    with pytest.raises(ValidationError):
        FrontBlocks().clean(twice)


def test_a_coordinator_chooses_among_the_parts_that_are_not_fixed() -> None:
    assert front_page.part_choices() == [("test.first", "The first"), ("test.last", "test.last")]


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", '<p onclick="x()">a</p>', '<a href="javascript:alert(1)">a</a>']
)
def test_text_is_cleaned_when_it_is_stored_and_when_it_is_shown(html: str) -> None:
    kept = FrontBlocks().get_prep_value(stream(("text", html)))[0]["value"]
    (_template, content, _heading) = shown(("text", f"<p>b</p>{html}"))[0]
    for text in (kept, content):
        assert "<script" not in text
        assert "onclick" not in text
        assert "javascript" not in text


def test_a_button_leads_nowhere_that_is_not_safe() -> None:
    button = {"words": "Paina", "address": "javascript:alert(1)"}
    assert shown(("call_to_action", button), ("call_to_action", button | {"address": "//evil.example"})) == []
