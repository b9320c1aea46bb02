"""What a visitor does in a browser, named by the words that she sees in her language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from django.utils import translation
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as BrowserPage

from faces.parts.parameter_labels import parameter_label, value_label
from faces.parts.viewpoint import Viewpoint
from regions.languages import direction, own_name

#: Where a path of a portal is served; a visitor made by the fixture; the size of a screen on a desk.
Address = Callable[[str, str], str]
NewVisitor = Callable[..., "Visitor"]
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Visitor:
    """Somebody who reads ``language``, with or without script in her browser."""

    page: BrowserPage
    language: str
    has_script: bool

    def said(self, msgid: str) -> str:
        """A text of the interface in her language, as the catalogue has it."""
        with translation.override(self.language):
            return translation.gettext(msgid)

    def value(self, parameter: str, value: str) -> str:
        with translation.override(self.language):
            return value_label(parameter, value, Viewpoint.of(self.language)).value

    def legend(self, parameter: str) -> str:
        with translation.override(self.language):
            return parameter_label(parameter)

    def change_language(self, to: str) -> Self:
        """By the menu at the top of every page."""
        menu = self.page.get_by_role("navigation", name=self.said("Languages"))
        menu.locator("summary").click()
        menu.get_by_role("link", name=own_name(to)).click()
        expect(self.page.locator("html")).to_have_attribute("lang", to)
        expect(self.page.locator("html")).to_have_attribute("dir", direction(to))
        return type(self)(self.page, to, self.has_script)

    def search(self, words: str) -> None:
        self.page.get_by_label(self.said("What are you looking for?"), exact=True).fill(words)
        self.page.get_by_role("button", name=self.said("Search"), exact=True).click()
        expect(self.shown).to_be_visible()

    def choose(self, parameter: str, value: str, section: str = "") -> None:
        """Tick a value of a filter; its section is opened first where it is closed."""
        self.open_section(section or self.legend(parameter))
        label = re.compile(rf"^{re.escape(self.value(parameter, value))}\s*\d*$")
        self.page.get_by_role("radio" if parameter == "my_level" else "checkbox", name=label).check()
        if self.has_script:
            expect(self.chip(parameter, value)).to_have_count(1)

    def open_section(self, legend: str) -> None:
        summary = self.page.locator(".filters summary").filter(
            has_text=re.compile(rf"^\s*{re.escape(legend)}( \(\d+\))?\s*$")
        )
        if summary.locator("..").get_attribute("open") is None:
            summary.click()

    def show_results(self) -> None:
        """What follows the choices: by itself with script, by the form's button without."""
        button = self.page.get_by_role("button", name=self.said("Show results"))
        if self.has_script:
            expect(button).to_be_hidden()
        else:
            button.click()

    @property
    def shown(self) -> Locator:
        """The heading that says how many were found."""
        return self.page.locator("#results").get_by_role("heading", level=2).first

    @property
    def titles(self) -> list[str]:
        """Of the cards of the whole page, in order."""
        self.page.wait_for_load_state("domcontentloaded")
        return self.page.locator(".card h3").all_inner_texts()

    @property
    def chips(self) -> list[str]:
        """The filters in force, as she reads them."""
        self.page.wait_for_load_state("domcontentloaded")
        return [words.rpartition(" – ")[0] for words in self.page.locator(".chip").all_text_contents()]

    def chip(self, parameter: str, value: str) -> Locator:
        return self.chip_saying(self.value(parameter, value))

    def chip_saying(self, words: str) -> Locator:
        return self.page.get_by_role("link", name=f"{words} – {self.said('remove')}")

    def fact(self, term: str) -> Locator:
        """What an activity's page says about something."""
        return (
            self.page.locator("dl > div").filter(has=self.page.get_by_text(self.said(term), exact=True)).locator("dd")
        )

    def kept(self) -> dict[str, object]:
        """Everything that the browser holds of this visit besides its history."""
        page = self.page
        return {
            "cookies": page.context.cookies(),
            "local": page.evaluate("localStorage.length"),
            "session": page.evaluate("sessionStorage.length"),
        }


NOTHING_KEPT: dict[str, object] = {"cookies": [], "local": 0, "session": 0}
