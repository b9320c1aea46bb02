"""Organisations: the list of those that a portal shows, and each one's page."""

from urllib.parse import quote

import pytest

from listings.models import OrganisationPage
from search.indexer import drain_outbox
from search.models import ListingDocument, OrganisationDocument
from tests.faces.visiting import listing, read, soup, titles, visit


def names(portal: str, path: str) -> list[str]:
    return [link.get_text() for link in read(portal, path).select(".organisation h3 a")]


def test_list_is_ordered_by_name(demo_pool: None) -> None:
    listed = names("kototori", "/fi/jarjestot/")
    assert len(listed) == 30
    assert listed == sorted(listed, key=str.lower)


def test_list_is_divided_into_pages(demo_pool: None) -> None:
    following = read("kototori", "/fi/jarjestot/").select_one("a[rel=next]")
    assert following is not None
    assert following["href"] == "?page=2"
    assert names("kototori", "/fi/jarjestot/?page=2")


def test_organisation_is_found_by_any_word_of_its_name(demo_pool: None) -> None:
    assert names("espoo", "/sv/organisationer/?q=siltasanat") == ["Siltasanat ry"]
    assert names("espoo", "/sv/organisationer/?q=ry+SILTA") == ["Siltasanat ry"]
    assert names("espoo", "/fi/jarjestot/?q=ei-tällaista") == []


@pytest.mark.parametrize("typed", ["jokivayla", "Jokiväylä", "sam'aa", "SAMʹAA", "samaa jokivayl"])
def test_names_are_found_without_dots_and_with_any_apostrophe(demo_pool: None, typed: str) -> None:
    document = OrganisationDocument.objects.get(texts__fi__title="Siltasanat ry")
    page = OrganisationPage.objects.get(translation_key=document.pk, locale__language_code="fi")
    page.title = "Jokiväylän sam’aa-kerho"
    page.save_revision().publish()
    drain_outbox()
    assert names("espoo", f"/fi/jarjestot/?q={quote(typed)}") == ["Jokiväylän sam’aa-kerho"]


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999", "q=%00", "q=" + "a" * 500])
def test_unreadable_parameter_is_refused_in_words(demo_pool: None, query: str) -> None:
    response = visit("espoo", f"/fi/jarjestot/?{query}")
    assert response.status_code == 400
    assert soup(response).select(".notice-box")


def test_organisation_lists_its_activities_in_this_portal(demo_pool: None) -> None:
    organisation = listing("L032").organisation_id
    page = read("espoo", f"/fi/jarjestot/{organisation}/")
    assert listing("L032").texts["fi"]["title"] in titles(page)
    own = ListingDocument.objects.filter(organisation_id=organisation)
    assert set(titles(page)) <= {document.texts["fi"]["title"] for document in own}


def test_organisation_out_of_scope_is_not_found(demo_pool: None) -> None:
    document = OrganisationDocument.objects.get(texts__fi__title="Siltasanat ry")
    document.portals = []
    document.save()
    assert visit("espoo", f"/fi/jarjestot/{document.pk}/").status_code == 404
    assert names("espoo", "/fi/jarjestot/?q=siltasanat") == []


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_people_of_the_organisation_are_led_to_ask_to_be_let_in(demo_pool: None, language: str) -> None:
    organisation = listing("L032").organisation_id
    page = read("espoo", {"fi": "/fi/jarjestot/", "ar": "/ar/organisations/"}[language] + f"{organisation}/")
    (link,) = page.select(f'main a[href="/{language}/join/{organisation}/"]')
    assert read("espoo", str(link["href"])).select('[name="message"]')
