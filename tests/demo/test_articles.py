"""The demo's articles: loaded once, in open portals only, and deleted completely."""

import pytest

from editorial.articles.pages import ArticlePage
from kototori.demo.articles import clear_demo_articles, load_demo_articles
from regions.models import Portal
from tests.faces.visiting import read


def test_loading_again_changes_nothing(national: Portal, espoo: Portal) -> None:
    assert load_demo_articles() == ArticlePage.objects.filter(live=True).count() == 9
    assert load_demo_articles() == 0


def test_versions_of_one_article_are_a_family(espoo: Portal) -> None:
    load_demo_articles()
    versions = ArticlePage.objects.filter(slug="ensimmainen-kerta-kielikahvilassa").select_related("locale")
    assert {version.language for version in versions} == {"fi", "sv", "en", "ar"}
    assert len({version.translation_key for version in versions}) == 1
    assert len(read("espoo", "/ar/news/").select(".teaser")) == 3


def test_clearing_deletes_only_the_demos_articles(espoo: Portal) -> None:
    load_demo_articles()
    edited = ArticlePage.objects.exclude(slug="ensimmainen-kerta-kielikahvilassa").first()
    assert edited is not None
    edited.slug = "oma"
    edited.save_revision().publish()
    assert clear_demo_articles() == 8
    assert [page.slug for page in ArticlePage.objects.all()] == ["oma"]


@pytest.mark.django_db
def test_articles_of_missing_portals_are_not_loaded() -> None:
    assert load_demo_articles() == 0
