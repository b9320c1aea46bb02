"""What is wrong with the page of the admin that is open: by axe (WCAG 2.2 AA), and what lies beyond the window's edge.

A page is looked at in a wide light window and a narrow dark one. ``PICTURES`` in the environment names a folder for
pictures of each view.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.page_faults import LET_BARS_STAY

#: What Wagtail draws and we can't mend from outside: which rule it breaks, and where.
WAGTAILS_OWN = {
    ".Draftail-Editor": "aria-input-field-name: the rich text field has a label beside it that it doesn't point to",
    ".tagit-new": "label: the field that its tag script adds has none",
    ".w-minimap": "target-size: the arrow that opens the map of the page stands close to the map",
    ".sidebar__collapse-toggle": "target-size: it leaves a moment after the window has become narrow",
}
AXE: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))
#: What is shown but ends beyond the right edge. Wagtail shortens its own header and keeps its side panels out there.
BEYOND_THE_EDGE = """([shown, wagtails]) => [...document.querySelectorAll(shown)]
    .filter((one) => !one.closest(wagtails) && one.checkVisibility() && one.getBoundingClientRect().width > 1)
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120))"""
SHOWN = "main :is(td, th, label, input, select, a, button, p, h1, h2)"
WAGTAILS = ".w-slim-header, .form-side, .w-minimap, .footer, .Draftail-Editor, .w-field__comment-button"
#: Wagtail's buttons change their colours slowly, also when the scheme changes.
_END_OF_TRANSITIONS = "document.body.offsetWidth, document.getAnimations().forEach((one) => one.cancel())"
_AXE = "async ([where, how]) => (await axe.run(where, how)).violations"


def admin_page_faults(page: Page, *, picture: str = "") -> list[str]:
    """Return the faults, each as one line that names the view. ``picture`` begins the names of the pictures."""
    path = urlsplit(page.url).path
    page.evaluate(AXE_SCRIPT)
    page.evaluate(LET_BARS_STAY, False)
    faults = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(_END_OF_TRANSITIONS)
        broken = page.evaluate(_AXE, [{"exclude": [[part] for part in WAGTAILS_OWN]}, AXE])
        where = f"{path} {width} {scheme}"
        faults += [f"{where}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in broken]
        faults += [f"{where}: beyond the edge {part}" for part in page.evaluate(BEYOND_THE_EDGE, [SHOWN, WAGTAILS])]
        if picture and (folder := os.environ.get("PICTURES")):
            page.screenshot(path=Path(folder) / f"{picture}-{width}-{scheme}.png", full_page=True)
    page.evaluate(LET_BARS_STAY, True)
    return faults


def admin_faults_at(page: Page, url: str) -> list[str]:
    """Open an address of the admin, and return what is wrong with its page."""
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200, url
    return admin_page_faults(page)
