"""Counting what a person does in a browser: a click, a key that leads on, a field typed into."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator


@dataclass
class Interactions:
    number: int = 0

    def click(self, one: Locator) -> None:
        self.number += 1
        one.click()

    def fill(self, one: Locator, words: str) -> None:
        self.number += 1
        one.fill(words)
