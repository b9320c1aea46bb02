"""The sitemap names editors' pages: what is live, in its languages."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree

from wagtail.models import PageViewRestriction

from regions.models import Portal
from tests.editorial.factories import draft_article, make_article
from tests.faces.visiting import visit

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def paths(name: str) -> set[str]:
    answer = visit("espoo", f"/sitemap-{name}-1.xml")
    if answer.status_code == 404:
        return set()
    return {urlsplit(str(one.text)).path for one in ElementTree.fromstring(answer.content).findall(".//s:loc", NAMES)}


def test_statements_are_in_the_sitemap_in_the_languages_of_their_texts(demo_pool: None) -> None:
    addresses = paths("service")
    assert {"/fi/saavutettavuus/", "/sv/dataskydd/", "/en/for-organisations/", "/ar/news/"} <= addresses
    assert "/ar/privacy/" not in addresses
    for path in addresses:
        answer = visit("espoo", path)
        root = Portal.objects.select_related("site").get(slug="espoo").root_url
        assert f'<link rel="canonical" href="{root}{path}">' in answer.content.decode(), path


def test_only_public_articles_of_the_portal_are_in_the_sitemap(espoo: Portal, vantaa: Portal) -> None:
    article = make_article(espoo)
    draft_article(espoo, "Luonnos")
    make_article(vantaa, "Vantaalla")
    closed = make_article(espoo, "Vain jäsenille")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert paths("articles") == {article.public_path}
    assert visit("espoo", article.public_path).status_code == 200
