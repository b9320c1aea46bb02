"""Telephone numbers on pages: each number is a link that dials it, and what is written beside it stays to be read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from faces.parts.contacts import ContactLink, contact_links
from regions.models import Portal
from search.models import OrganisationDocument
from tests.faces.visiting import change, finder, listing, read

TWO = "Liisa 044 987 6543 (ma–pe 9–15) / 019 876 543 alanumero 7"
DIALLED = ["tel:+358449876543", "tel:+35819876543;ext=7"]


def links(phone: str) -> list[tuple[str, str, str, str]]:
    return [(link.before, link.address, link.url, link.after) for link in contact_links(phone, "")]


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("044 987 6543", [("", "044 987 6543", "tel:+358449876543", "")]),
        ("02 234 5678 (ti 10–12)", [("", "02 234 5678", "tel:+35822345678", "(ti 10–12)")]),
        (
            "Liisa 044 987 6543, Kalle 050 111 2222",
            [
                ("Liisa", "044 987 6543", "tel:+358449876543", ""),
                ("Kalle", "050 111 2222", "tel:+358501112222", ""),
            ],
        ),
        (
            "044 987 6543 (Liisa) 050 111 2222 (Kalle)",
            [
                ("", "044 987 6543", "tel:+358449876543", "(Liisa)"),
                ("", "050 111 2222", "tel:+358501112222", "(Kalle)"),
            ],
        ),
        (
            "044 987 6543 ma-pe 9-15, la 10-12 / 112",
            [("", "044 987 6543", "tel:+358449876543", "ma-pe 9-15, la 10-12"), ("", "112", "tel:112", "")],
        ),
        ("019 876 543 / 544", [("", "019 876 543", "tel:+35819876543", "/ 544")]),
        ("kysy Kallelta", [("", "kysy Kallelta", "", "")]),
    ],
)
def test_words_go_with_their_number(phone: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert links(phone) == expected


def test_email_comes_behind_the_numbers() -> None:
    made: tuple[ContactLink, ...] = contact_links(TWO, "liisa@example.org")
    assert [link.url for link in made] == [*DIALLED, "mailto:liisa@example.org"]


def hrefs(page: Any, within: str) -> list[str]:
    return [link["href"] for link in page.select(f"{within} a[href^='tel:']")]


def test_activity_page_links_every_number(demo_pool: None) -> None:
    contact = {"role": "office", "name": "", "phone": TWO, "email": ""}
    sign_up = {"type": "required", "url": "", "email": "", "phone": TWO, "seats": None, "deadline": None}
    change("L001", contacts=[contact], sign_up=sign_up, status="active")
    for language in ("fi", "ar"):
        page = read("kototori", f"{finder(language)}{listing('L001').pk}/")
        assert hrefs(page, ".contact") == DIALLED
        assert hrefs(page, ".next") == DIALLED
        for box in (".contact", ".next"):
            words = " ".join(page.select_one(box).get_text(" ").split())  # type: ignore[union-attr]
            assert "Liisa" in words
            assert "(ma–pe 9–15)" in words
        assert {link.find("bdi")["dir"] for link in page.select(".contact a[href^='tel:']")} == {"ltr"}  # type: ignore[index]


def test_text_without_a_number_is_shown_without_a_link(demo_pool: None) -> None:
    change("L001", contacts=[{"role": "office", "name": "", "phone": "kysy <Kallelta>", "email": ""}])
    page = read("kototori", f"/fi/toiminta/{listing('L001').pk}/")
    assert hrefs(page, ".contact") == []
    assert "kysy <Kallelta>" in page.select_one(".contact").get_text()  # type: ignore[union-attr]


def test_digits_of_arabic_are_held_in_their_order(demo_pool: None) -> None:
    change("L001", contacts=[{"role": "office", "name": "", "phone": "٠٤٤ ٩٨٧ ٦٥٤٣", "email": ""}])
    page = read("kototori", f"/ar/activities/{listing('L001').pk}/")
    [link] = page.select(".contact a[href='tel:+358449876543']")
    assert link.find("bdo")["dir"] == "ltr"  # type: ignore[index]


def organisation(phone: str) -> OrganisationDocument:
    document = OrganisationDocument.objects.get(pk=listing("L001").organisation_id)
    document.facts["phone"] = phone
    document.save()
    return document


@pytest.mark.parametrize(
    ("phone", "hrefs_expected", "telephone"),
    [
        (TWO, DIALLED, ["+358449876543", "+35819876543;ext=7"]),
        ("0800 98765", ["tel:080098765"], "080098765"),
        ("kysy Kallelta", [], None),
    ],
)
def test_organisation_page_and_its_structured_data(
    demo_pool: None, phone: str, hrefs_expected: list[str], telephone: Any
) -> None:
    document = organisation(phone)
    page = read("kototori", f"/fi/jarjestot/{document.pk}/")
    assert hrefs(page, ".box") == hrefs_expected
    data = [json.loads(script.get_text()) for script in page.select("script[type='application/ld+json']")]
    flat = [item for entry in data for item in (entry if isinstance(entry, list) else [entry])]
    [found] = [item for item in flat if item.get("@type") == "Organization"]
    assert found.get("telephone") == telephone


@pytest.mark.parametrize("path", ["/fi/toiminta/", "/ar/activities/"])
def test_portal_contact_is_linked_in_the_footer(demo_pool: None, path: str) -> None:
    Portal.objects.filter(slug="espoo").update(contact_name="Espoo", contact_phone=TWO)
    page = read("espoo", path)
    assert hrefs(page, ".foot") == DIALLED
    assert TWO in page.select_one(".foot").get_text()  # type: ignore[union-attr]
