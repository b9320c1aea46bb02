"""Apps register parts of the front page; the coordinator arranges them among other blocks."""

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


def arranged_parts(*blocks: tuple[str, Any]) -> list[tuple[str, Any, str]]:
    view = front_view(
        cast(PortalRequest, RequestFactory().get("/fi/")), stream(*blocks), PortalHomePage.objects.page_addresses
    )
    assert [part.template for part in view.fixed] == ["band.html"]
    return [(part.template, part.content, part.heading) for part in view.arranged]


def test_front_page_without_blocks_has_the_parts_in_their_order() -> None:
    assert arranged_parts() == [("first.html", "/fi/", ""), ("last.html", None, "")]


def test_front_page_with_blocks_has_what_they_arrange() -> None:
    parts = [("part", {"part": "test.last", "heading": "Own words"}), ("text", "<p>Hei!</p>")]
    assert arranged_parts(*parts) == [("last.html", None, "Own words"), ("regions/blocks/text.html", "<p>Hei!</p>", "")]


def test_unregistered_fixed_and_repeated_parts_are_left_out() -> None:
    names = ("test.first", "test.unknown", "test.band", "test.first")
    assert [
        template for template, _content, _heading in arranged_parts(*(("part", {"part": name}) for name in names))
    ] == ["first.html"]


def test_form_refuses_the_same_part_twice() -> None:
    twice = stream(*(("part", {"part": "test.first", "heading": ""}) for _time in range(2)))
    with pytest.raises(ValidationError):
        FrontBlocks().clean(twice)


def test_fixed_parts_are_no_choice() -> None:
    assert front_page.part_choices() == [("test.first", "The first"), ("test.last", "test.last")]


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", '<p onclick="x()">a</p>', '<a href="javascript:alert(1)">a</a>']
)
def test_text_is_sanitised_when_stored_and_when_shown(html: str) -> None:
    stored = FrontBlocks().get_prep_value(stream(("text", html)))[0]["value"]
    (_template, content, _heading) = arranged_parts(("text", f"<p>b</p>{html}"))[0]
    for text in (stored, content):
        assert "<script" not in text
        assert "onclick" not in text
        assert "javascript" not in text


def test_button_with_an_unsafe_address_is_left_out() -> None:
    button = {"words": "Paina", "address": "javascript:alert(1)"}
    assert arranged_parts(("call_to_action", button), ("call_to_action", button | {"address": "//evil.example"})) == []
