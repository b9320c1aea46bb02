"""Every portal has its pages about the service in each of its languages, true to what is known of the portal."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.articles.addresses import news_slug, statement_slug
from editorial.articles.pages import StatementPage
from editorial.enums import StatementKind
from regions.actions.refresh_portals import refresh_portals
from regions.models import Portal
from tests.faces.visiting import read, visit
from tests.regions.factories import open_portal
from tests.search.factories import edit

KINDS = list(StatementKind)


def address(kind: StatementKind, language: str) -> str:
    return f"/{language}/{statement_slug(kind, language)}/"


def statement(portal: Portal, kind: StatementKind, language: str = "fi") -> Any:
    home = portal.homes.get(locale__language_code=language)
    return StatementPage.objects.child_of(home).get(kind=kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_statement_exists_in_every_language(espoo: Portal, kind: StatementKind) -> None:
    for language in espoo.languages:
        page = read("espoo", address(kind, language))
        assert page.h1 is not None
        text = page.select_one(".statement-text")
        assert text is not None
        own = language in ("fi", "sv", "en")
        assert (text.get("lang"), text.get("dir")) == ((None, None) if own else ("en", "ltr")), language
        assert (page.select_one(".only-in") is None) == own
        assert len(text.get_text()) > 1500


def test_footer_links_to_the_statements_and_the_news(espoo: Portal) -> None:
    for language in espoo.languages:
        footer = {str(link["href"]) for link in read("espoo", f"/{language}/").select(".foot a")}
        expected = {address(kind, language) for kind in KINDS} | {f"/{language}/{news_slug(language)}/"}
        assert expected <= footer


def test_portal_without_statements_has_no_links_to_them(espoo: Portal) -> None:
    Portal.objects.filter(pk=espoo.pk).update(fixed_pages={})
    links = {str(link["href"]) for link in read("espoo", "/fi/").select(".top a, .foot a")}
    assert not links & {address(kind, "fi") for kind in KINDS}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_is_complete_with_and_without_a_contact(espoo: Portal, kind: StatementKind, language: str) -> None:
    for contact in (("", "", ""), ("Espoon <b>kaupunki", "a?bcc=b@example.org", "09 123")):
        values = dict(zip(("contact_name", "contact_email", "contact_phone"), contact, strict=True))
        Portal.objects.filter(pk=espoo.pk).update(**values)
        text = read("espoo", address(kind, language)).select_one(".statement-text")
        assert text is not None
        words = " ".join(text.get_text().split())
        assert not [bad for bad in (" .", " ,", ": .", ":.", "None", "()", "{{") if bad in words]
        assert ("09 123" in words) == bool(contact[2])
        links = [str(link["href"]) for link in text.select("a[href^=mailto]")]
        assert [link for link in links if "bcc=" in link] == []


def test_accessibility_statement_names_the_authority_and_its_term(espoo: Portal) -> None:
    for language, authority in {
        "fi": "Liikenne- ja viestintävirasto",
        "sv": "Transport- och kommunikationsverket",
    }.items():
        text = read("espoo", address(StatementKind.ACCESSIBILITY, language)).get_text()
        assert (authority in text, "14" in text, "306/2019" in text) == (True, True, True)


def test_coordinators_blocks_follow_the_text(espoo: Portal) -> None:
    page = statement(espoo, StatementKind.PRIVACY)
    body = [("heading", "Kaupungin tietosuojavastaava"), ("text", "<p>Kirjoita meille.</p><script>x</script>")]
    edit(page, body=StatementPage.body.field.stream_block.normalize(body))
    html = read("espoo", address(StatementKind.PRIVACY, "fi")).select(".blocks > *")
    assert [part.get_text().strip() for part in html] == ["Kaupungin tietosuojavastaava", "Kirjoita meille."]


def test_english_text_in_another_language_has_the_english_canonical_address(espoo: Portal) -> None:
    html = read("espoo", "/ar/privacy/")
    canonical = html.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"{espoo.root_url}/en/privacy/"
    alternates = [link["hreflang"] for link in html.select("link[rel=alternate][hreflang]")]
    assert alternates == ["fi", "sv", "en"]


@pytest.mark.django_db
def test_refreshing_adds_missing_statements() -> None:
    portal = open_portal(languages=["fi", "ar"])
    for page in StatementPage.objects.all():
        page.delete()
    Portal.objects.update(fixed_pages={})
    (opened,) = refresh_portals()
    assert len(opened.changes) == 7
    assert StatementPage.objects.filter(live=True).count() == 6
    assert [again.changes for again in refresh_portals()] == [[]]
    portal.refresh_from_db()
    assert portal.page_path("accessibility", "ar") == "/ar/accessibility/"


@pytest.mark.django_db
def test_added_language_gets_the_statements_as_translations() -> None:
    open_portal(languages=["fi"])
    portal = open_portal(languages=["fi", "sv"])
    keys = {page.translation_key for page in StatementPage.objects.all()}
    assert (StatementPage.objects.count(), len(keys)) == (6, 3)
    assert portal.page_path("privacy", "sv") == "/sv/dataskydd/"


@pytest.mark.django_db
def test_queries_of_refreshing_do_not_grow_with_languages() -> None:
    counts = []
    for languages in (["fi"], ["fi", "sv", "en", "ru", "ar"]):
        open_portal(languages=languages)
        with CaptureQueriesContext(connection) as queries:
            refresh_portals()
        counts.append(sum("editorial_" in query["sql"] for query in queries))
    assert counts[0] == counts[1] == 3


def test_address_below_a_statement_is_404(espoo: Portal) -> None:
    assert visit("espoo", f"{address(StatementKind.PRIVACY, 'fi')}x/").status_code == 404
