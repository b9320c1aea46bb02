"""Apps put parts on the front page by registering them; each is shown in its order."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory

from regions import front_page
from regions.front_page import FrontPart

FIRST = FrontPart(name="test.first", order=1, template="first.html", content=lambda request: request.path)
LAST = FrontPart(name="test.last", order=999, template="last.html", content=lambda request: None)


@pytest.fixture(autouse=True)
def _parts() -> Iterator[None]:
    front_page.register(LAST)
    front_page.register(FIRST)
    yield
    front_page.unregister(LAST.name)
    front_page.unregister(FIRST.name)


def test_parts_stand_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(front_page._parts, "search.front", raising=False)
    shown = front_page.parts_for(RequestFactory().get("/fi/"))
    assert shown == [("first.html", "/fi/"), ("last.html", None)]


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match=r"test\.first"):
        front_page.register(FIRST)
