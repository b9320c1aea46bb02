"""Links in texts and facts have a complete web, mail or phone address."""

import pytest

from faces.parts.contacts import contact_links
from listings.rich_text import clean_html, web_address
from regions.rich_text import link_address


@pytest.mark.parametrize(
    "address", ["//evil.example", "/fi/", "javascript:alert(1)", "http:evil", "https:///x", "x.html"]
)
def test_link_without_a_known_scheme_has_no_address(address: str) -> None:
    assert "href" not in clean_html(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize("address", ["https://example.fi/a?b=1", "HTTP://example.fi", "mailto:a@b.fi", "tel:+358401"])
def test_link_with_a_known_scheme_keeps_its_address(address: str) -> None:
    assert f'href="{address}"' in clean_html(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("tel:+358 (0)44 987 6543", "tel:+358449876543"),
        ("tel:044%20987%206543", "tel:+358449876543"),
        ("TEL:019-876 543 (ma-pe 9-15)", "tel:+35819876543"),
        ("tel:0800 98765", "tel:080098765"),
        ("tel:+358-19-876543;ext=12", "tel:+35819876543;ext=12"),
        ("tel:7042;phone-context=example.com", "tel:7042;phone-context=example.com"),
    ],
)
def test_link_to_a_number_as_people_write_it_dials_it(typed: str, dialled: str) -> None:
    assert f'href="{dialled}"' in clean_html(f'<p><a href="{typed}">x</a></p>')
    assert link_address(typed) == dialled


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.fi", "//x.fi", "x.fi", "", "data:text/html,x"])
def test_only_addresses_of_the_web_are_facts(address: str) -> None:
    assert web_address(address) == ""


def test_an_e_mail_address_adds_nothing_to_its_link() -> None:
    (way,) = contact_links("", "a?bcc=c@d.fi")
    assert way.url == "mailto:a%3Fbcc%3Dc@d.fi"
