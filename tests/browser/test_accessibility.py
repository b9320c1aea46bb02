"""axe finds nothing on the public pages, in Finnish and Arabic, light and dark (WCAG 2.2 AA and best practice)."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as BrowserPage

from tests.search.visiting import listing

pytestmark = pytest.mark.django_db(transaction=True)

VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((320, "light"), (1280, "dark"))


def paths(language: str) -> list[str]:
    """Every type of public page."""
    finder = "/fi/toiminta/" if language == "fi" else f"/{language}/activities/"
    organisations = "/fi/jarjestot/" if language == "fi" else f"/{language}/organisations/"
    return [
        f"/{language}/",
        finder,
        f"{finder}?theme=sport&price=free",
        f"{finder}?q=asdf&theme=sport",
        f"{finder}?from=tomorrow&q=x",
        f"{finder}{listing('L032').pk}/",
        f"{finder}{listing('L041').pk}/",
        organisations,
        f"{organisations}{listing('L032').organisation_id}/",
        f"/{language}/nothing-here/",
    ]


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_axe_finds_nothing(
    demo_pool: None, portal_address: Callable[[str, str], str], page: BrowserPage, language: str
) -> None:
    found = []
    for path in paths(language):
        page.goto(portal_address("espoo", path))
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            faults = Axe().run(page).response["violations"]
            found += [f"{path} {width} {scheme}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in faults]
    assert found == []
