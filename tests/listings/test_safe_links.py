"""Links in texts and facts have a complete web, mail or phone address."""

import pytest

from faces.parts.contacts import contact_links
from listings.rich_text import clean_html, web_address


@pytest.mark.parametrize(
    "address", ["//evil.example", "/fi/", "javascript:alert(1)", "http:evil", "https:///x", "x.html"]
)
def test_link_without_a_known_scheme_has_no_address(address: str) -> None:
    assert "href" not in clean_html(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize("address", ["https://example.fi/a?b=1", "HTTP://example.fi", "mailto:a@b.fi", "tel:+358401"])
def test_link_with_a_known_scheme_keeps_its_address(address: str) -> None:
    assert f'href="{address}"' in clean_html(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.fi", "//x.fi", "x.fi", "", "data:text/html,x"])
def test_only_addresses_of_the_web_are_facts(address: str) -> None:
    assert web_address(address) == ""


def test_an_e_mail_address_adds_nothing_to_its_link() -> None:
    (way,) = contact_links("", "a?bcc=c@d.fi")
    assert way.url == "mailto:a%3Fbcc%3Dc@d.fi"
