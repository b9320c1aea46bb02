"""Articles as visitors see them: only what is published, in the best language, whatever their blocks hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from editorial.articles.pages import ArticlePage
from listings.models import Concept
from regions.models import Portal
from search.indexer import drain_outbox
from tests.editorial.factories import draft_article, make_article, news_of
from tests.faces.visiting import read, soup, titles, visit
from tests.search.factories import edit, make_activity, make_organisation


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture() -> Any:
    return get_image_model().objects.create(title="a", file=get_test_image_file(size=(1600, 900)))


def path(page: ArticlePage) -> str:
    return page.public_path


def test_a_published_article_is_shown(espoo: Portal) -> None:
    page = read("espoo", path(make_article(espoo, author="Eeva")))
    assert page.h1 is not None
    assert (page.h1.get_text(), "Eeva" in page.get_text()) == ("Kielikahvilan ohjeet", True)
    assert [heading.name for heading in page.select("main :is(h1, h2, h3, h4)")] == ["h1"]


def test_draft_is_404(espoo: Portal) -> None:
    page = draft_article(espoo)
    for address in (path(page), f"/sv/aktuellt/{page.slug}/"):
        assert visit("espoo", address).status_code == 404
    assert "Kielikahvilan ohjeet" not in visit("espoo", "/fi/ajankohtaista/").content.decode()


def test_a_change_is_not_public_before_it_is_published(espoo: Portal) -> None:
    page = make_article(espoo)
    edit(page, publish=False, title="Salainen luonnos")
    for address in (path(page), "/fi/ajankohtaista/", "/fi/"):
        assert "Salainen" not in visit("espoo", address).content.decode()


def test_saving_the_row_publishes_nothing(espoo: Portal) -> None:
    page = make_article(espoo)
    before = (page.title, page.summary, page.slug)
    page.title, page.summary, page.slug = "Salainen", "Salainen", "salainen"
    page.save()
    stored = ArticlePage.objects.get(pk=page.pk)
    assert (stored.title, stored.summary, stored.slug) == before
    assert visit("espoo", "/fi/ajankohtaista/salainen/").status_code == 404


def test_article_is_not_on_another_portal(espoo: Portal, vantaa: Portal) -> None:
    page = make_article(espoo)
    for address in (path(page), f"/ar/news/{page.slug}/"):
        assert visit("vantaa", address).status_code == 404
    for address in ("/fi/ajankohtaista/", "/fi/"):
        assert page.title not in visit("vantaa", address).content.decode()


def test_article_in_another_language_is_marked_and_has_its_own_canonical_address(espoo: Portal) -> None:
    page = make_article(espoo)
    html = read("espoo", f"/ar/news/{page.slug}/")
    assert html.html is not None
    assert html.h1 is not None
    assert (html.html["lang"], html.h1["lang"], html.h1["dir"]) == ("ar", "fi", "ltr")
    assert html.select_one(".only-in") is not None
    canonical = html.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"{espoo.root_url}{path(page)}"
    assert [link["hreflang"] for link in html.select("link[rel=alternate][hreflang]")] == ["fi"]


def test_each_reader_gets_the_best_version(espoo: Portal) -> None:
    page = make_article(espoo)
    english = make_article(espoo, "First time", "en", translation_key=page.translation_key, slug="first-time")
    swedish = make_article(espoo, "Första gången", "sv", translation_key=page.translation_key, slug="forsta")
    news = {code: read("espoo", address).select(".teaser a") for code, address in NEWS.items()}
    teasers = {code: [(link.get_text(), link["href"]) for link in links] for code, links in news.items()}
    assert teasers == {
        "fi": [(page.title, path(page))],
        "sv": [("Första gången", path(swedish))],
        "en": [("First time", path(english))],
        "ar": [(page.title, f"/ar/news/{page.slug}/")],
    }
    alternates = read("espoo", path(swedish)).select("link[rel=alternate][hreflang]")
    assert [link["hreflang"] for link in alternates] == ["fi", "sv", "en"]


NEWS = {"fi": "/fi/ajankohtaista/", "sv": "/sv/aktuellt/", "en": "/en/news/", "ar": "/ar/news/"}


def test_the_language_menu_stays_on_the_article(espoo: Portal) -> None:
    page = make_article(espoo)
    menu = {str(link["hreflang"]): link["href"] for link in read("espoo", path(page)).select(".languages a")}
    assert menu["ar"] == f"/ar/news/{page.slug}/"
    assert visit("espoo", str(menu["ar"])).status_code == 200


UNSAFE = '<script>alert(1)</script><img src="x" onerror="alert(2)"><a href="javascript:alert(3)">x</a>'
BLOCKS = {
    "heading": UNSAFE,
    "text": f"<p>{UNSAFE}</p>",
    "quote": {"words": UNSAFE, "speaker": UNSAFE},
    "question": {"question": UNSAFE, "answer": f"<p>{UNSAFE}</p>"},
    "call_to_action": {"words": UNSAFE, "address": "javascript:alert(4)"},
    "activities": {"heading": UNSAFE, "addresses": ["javascript:alert(5)"]},
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_is_sanitised(espoo: Portal, kind: str) -> None:
    raw = [{"type": kind, "value": BLOCKS[kind]}, {"type": "text", "value": "<p>Loppu</p>"}]
    page = draft_article(espoo)
    ArticlePage.objects.filter(pk=page.pk).update(live=True, body=json.dumps(raw), title=UNSAFE, summary=UNSAFE)
    html = read("espoo", path(page))
    assert "Loppu" in html.get_text()
    assert not html.select("main :is(script, [onerror], [src=x])")
    assert not [link for link in html.select("a") if str(link.get("href", "")).startswith("javascript")]
    for data in html.select('script[type="application/ld+json"]'):
        assert json.loads(data.get_text())["@type"]


def test_text_is_sanitised_when_it_is_stored(espoo: Portal) -> None:
    page = draft_article(espoo, "Teksti", "fi", ("text", f"<p>{UNSAFE}</p>"))
    assert "alert(1)" not in str(page.body.raw_data[0]["value"])
    assert "script" not in page.get_latest_revision().content["body"]


def test_activity_is_a_card_and_a_missing_one_is_left_out(espoo: Portal) -> None:
    activity = make_activity(make_organisation(espoo))
    drain_outbox()
    address = f"{espoo.root_url}/sv/verksamhet/{activity.translation_key}/?q=x"
    missing = "/fi/toiminta/00000000-0000-4000-8000-000000000000/"
    page = make_article(espoo, "Ohjeet", "fi", ("activities", {"heading": "", "addresses": [missing, address]}))
    assert titles(read("espoo", path(page))) == ["Kielikahvila"]


def test_another_portals_activity_is_left_out(espoo: Portal, vantaa: Portal) -> None:
    town = vantaa.coverage.get()
    activity = make_activity(make_organisation(vantaa, municipality=town), municipality=town)
    drain_outbox()
    block = ("activities", {"heading": "", "addresses": [f"/fi/toiminta/{activity.translation_key}/"]})
    assert titles(read("espoo", path(make_article(espoo, "Ohjeet", "fi", block)))) == []


def test_link_to_a_page_has_its_current_address(espoo: Portal) -> None:
    target, draft = make_article(espoo, "Kohde"), draft_article(espoo, "Luonnos")
    links = f'<p><a linktype="page" id="{target.pk}">a</a> <a linktype="page" id="{draft.pk}">b</a></p>'
    page = make_article(espoo, "Ohjeet", "fi", ("text", links))
    html = read("espoo", path(page)).select(".blocks a")
    assert [link.get("href") for link in html] == [f"{espoo.root_url}{path(target)}", None]


def make_article_with_every_block(espoo: Portal, times: int) -> str:
    """An article with ``times`` of every block, and as many other articles; its address."""
    organisation = make_organisation(espoo)
    activities = [make_activity(organisation, f"Kahvila {number}") for number in range(2)]
    drain_outbox()
    target = make_article(espoo, f"Kohde {times}")
    block = [
        ("text", f'<p><a linktype="page" id="{target.pk}">a</a></p>'),
        ("picture", {"image": picture(), "alt": "Kuva", "caption": ""}),
        ("question", {"question": "Miksi?", "answer": "<p>Siksi.</p>"}),
        ("activities", {"heading": "", "addresses": [f"/fi/toiminta/{one.translation_key}/" for one in activities]}),
    ]
    for number in range(times):
        make_article(espoo, f"Muu {times} {number}", picture=picture(), picture_alt="Kuva")
    theme = Concept.objects.get(vocabulary="theme", code="language")
    return path(make_article(espoo, f"Ohjeet {times}", "fi", *(block * times), theme=theme))


@pytest.mark.parametrize("what", ["article", "news", "front"])
def test_queries_do_not_grow_with_the_content(espoo: Portal, what: str) -> None:
    counts = []
    for times in (1, 10):
        address = {
            "article": make_article_with_every_block(espoo, times),
            "news": "/fi/ajankohtaista/",
            "front": "/fi/",
        }[what]
        visit("espoo", address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read("espoo", address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_news_are_narrowed_by_kind_and_shown_in_pages(espoo: Portal) -> None:
    for number in range(13):
        make_article(espoo, f"Uutinen {number}", kind="news")
    make_article(espoo, "Ohje")
    assert len(read("espoo", "/fi/ajankohtaista/").select(".teaser")) == 12
    assert len(read("espoo", "/fi/ajankohtaista/?page=2").select(".teaser")) == 2
    assert len(read("espoo", "/fi/ajankohtaista/?kind=guidance").select(".teaser")) == 1
    assert len(read("espoo", "/fi/ajankohtaista/?kind=nonsense").select(".teaser")) == 12
    paging = read("espoo", "/fi/ajankohtaista/?kind=news").select_one(".paging a[rel=next]")
    assert paging is not None
    assert paging["href"] == "?kind=news&page=2"


@pytest.mark.parametrize("number", ["0", "99", "x", "1e20", "%00"])
def test_unknown_page_of_the_list_is_404(espoo: Portal, number: str) -> None:
    assert visit("espoo", f"/fi/ajankohtaista/?page={number}").status_code == 404


def test_newest_articles_come_first(espoo: Portal) -> None:
    make_article(espoo, "Vanha", date="2026-01-01")
    make_article(espoo, "Uusi", date="2026-11-01")
    make_article(espoo, "Keski", date="2026-06-01")
    assert [link.get_text() for link in read("espoo", "/fi/ajankohtaista/").select(".teaser a")] == [
        "Uusi",
        "Keski",
        "Vanha",
    ]
    front = read("espoo", "/fi/").select(".teaser a")
    assert [link.get_text() for link in front] == ["Uusi", "Keski", "Vanha"]


def test_article_has_structured_data(espoo: Portal) -> None:
    page = make_article(espoo, kind="news", picture=picture(), picture_alt="Kuva kahvilasta")
    html = read("espoo", path(page))
    data = {item["@type"]: item for item in map(_json, html.select('script[type="application/ld+json"]'))}
    assert data["NewsArticle"]["headline"] == page.title
    assert data["NewsArticle"]["image"].startswith(espoo.root_url)
    assert [one["name"] for one in data["BreadcrumbList"]["itemListElement"]][-1] == page.title
    kind = html.select_one('meta[property="og:type"]')
    assert kind is not None
    assert kind["content"] == "article"


def _json(element: Any) -> Any:
    return json.loads(element.get_text())


def test_pictures_have_alternative_text(espoo: Portal) -> None:
    block = ("picture", {"image": picture(), "alt": "Pöytä ja kahvia", "caption": "Kuva: E."})
    html = read("espoo", path(make_article(espoo, "Ohjeet", "fi", block, picture=picture(), picture_alt="Talo")))
    assert [image["alt"] for image in html.select("main img")] == ["Talo", "Pöytä ja kahvia"]
    assert all(image.get("width") and image.get("height") for image in html.select("main img"))


@override_settings(DEBUG=False)
def test_address_below_an_article_is_404(espoo: Portal) -> None:
    page = make_article(espoo)
    assert visit("espoo", f"{path(page)}x/").status_code == 404
    assert soup(visit("espoo", f"/ar/news/{page.slug}/x/")).h1 is not None
    assert news_of(espoo).get_children().count() == 1
