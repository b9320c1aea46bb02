"""What is wrong with the page that is open: by axe (WCAG 2.2 AA and best practice), its width, and small targets.

A page is looked at in narrow and wide windows, light and dark; in `make prove` in all four pairs. ``PICTURES`` in the
environment names a folder for pictures of each view.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.shares import PROVES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: What another colour scheme can change at a width that has been looked at.
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
View = tuple[int, Literal["light", "dark"], dict[str, Any]]
VIEWS: tuple[View, ...] = ((320, "light", EVERYTHING), (1280, "dark", EVERYTHING))
if PROVES:
    VIEWS += ((1280, "light", COLOURS), (320, "dark", COLOURS))
#: What is too small to press on the desk. A tick or a radio button is as large as its label.
TOO_SMALL = """([within, without]) => [...document.querySelectorAll(within)]
    .filter((one) => one.checkVisibility() && !one.closest(without) && one.type !== "hidden")
    .map((one) => ["radio", "checkbox"].includes(one.type) ? one.closest("label") ?? one : one)
    .filter((one) => one.getBoundingClientRect().height < 43.9)
    .map((one) => one.outerHTML.slice(0, 120))"""
#: Bars that stay at the window's edge cover a part of what scrolls beneath them, which axe takes for a small target.
LET_BARS_STAY = """(stays) => document.querySelectorAll(".k-answer-bar, .bar, .apply")
    .forEach((bar) => { bar.style.position = stays ? "" : "static" })"""
_AXE = "async ([part, how]) => (await axe.run(part || document, how)).violations"
TARGETS = ".desk :is(a, button, input, select, textarea, summary)"
NO_TARGETS = ".trap"


def page_faults(
    page: Page, *, targets: str = "", no_targets: str = NO_TARGETS, part: str = "", picture: str = ""
) -> list[str]:
    """Return the faults, each as one line that names the view.

    ``targets`` selects what must be at least 44 px high; empty: nothing is measured. ``part`` limits what axe looks at.
    ``picture`` begins the names of the pictures.
    """
    address = urlsplit(page.url)
    page.evaluate(AXE_SCRIPT)
    page.evaluate(LET_BARS_STAY, False)
    faults = []
    for width, scheme, rules in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        where = f"{address.path}?{address.query} {width} {scheme}"
        broken = page.evaluate(_AXE, [part, rules])
        faults += [f"{where}: {fault['id']} {fault['nodes'][0]['html'][:150]}" for fault in broken]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{where}: scrolls sideways")
        small = page.evaluate(TOO_SMALL, [targets, no_targets]) if targets else ()
        faults += [f"{where}: too small {one}" for one in small]
        if picture and (folder := os.environ.get("PICTURES")):
            page.screenshot(path=Path(folder) / f"{picture}-{width}-{scheme}.png", full_page=True)
    page.evaluate(LET_BARS_STAY, True)
    return faults
