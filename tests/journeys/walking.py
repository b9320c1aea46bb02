"""Going through the admin as somebody who signs in does: from page to page by links that are there."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kototori.demo.accounts import DEMO_PASSWORD
from tests.listings.admin import ADMIN_HOST


class Walk:
    """A person of the demo in the admin; ``page`` is where they are."""

    def __init__(self, email: str) -> None:
        self.client = Client(headers={"host": ADMIN_HOST})
        form = {"login": email, "password": DEMO_PASSWORD, "next": reverse("wagtailadmin_home")}
        self.answer: Any = self.client.post(reverse("account_login"), form, follow=True)

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.answer.content.decode(), "html.parser")

    @property
    def links(self) -> list[str]:
        """Addresses that the page leads to, those of the menu's script among them."""
        addresses = [str(link["href"]) for link in self.page.select("a[href]")]
        return addresses + re.findall(r'"url": "([^"]+)"', self.answer.content.decode())

    def follow(self, pattern: str) -> str:
        """Go where the first link leads whose address has the pattern; the address."""
        address = next((link for link in self.links if re.search(pattern, link)), None)
        assert address is not None, f"no link {pattern} among {self.links}"
        return self.go(address)

    def go(self, address: str) -> str:
        self.answer = self.client.get(address, follow=True)
        assert self.answer.status_code == 200, address
        return address

    def post(self, address: str, values: dict[str, Any]) -> None:
        self.answer = self.client.post(address, values, follow=True)
        assert self.answer.status_code == 200, address

    def is_refused(self, address: str) -> bool:
        """Wagtail sends whoever may not see a page back to the start of the admin."""
        return self.client.get(address).status_code != 200
