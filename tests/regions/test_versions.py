"""Versions change with every write of what they tell of, whoever writes, and portals follow them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.models import Page, Site

from editorial.models import ArticlePage
from regions import versions
from regions.known_portals import portal_of_host
from regions.models import Portal, PortalHomePage
from tests.editorial.factories import make_article
from tests.listings.factories import make_activity, make_organisation
from tests.regions.picture_samples import png


def changed_by(write: Callable[[], Any]) -> set[str]:
    """Return the names of the versions of rows that a write changes."""
    before = versions.read_versions()
    write()
    after = versions.read_versions()
    return {name for name in after if after[name] != before[name] and not name.startswith("search.")}


def run(statement: str, *parameters: Any) -> Callable[[], None]:
    """Return the writing of a statement, as by a program that doesn't know us."""

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    return write


def logo() -> Any:
    return Image.objects.create(title="Logo", file=ContentFile(png(), "logo.png"))


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_writes_of_portals_and_sites_change_their_versions(espoo: Portal, vantaa: Portal) -> None:
    assert changed_by(lambda: Portal.objects.filter(pk=espoo.pk).update(name="Uusi Espoo")) == {"regions.portals"}
    assert changed_by(run("UPDATE regions_portal SET takes_online = NOT takes_online WHERE id = %s", vantaa.pk)) == {
        "regions.portals"
    }
    assert changed_by(lambda: Site.objects.filter(pk=espoo.site_id).update(port=8443)) == {"regions.sites"}
    assert changed_by(lambda: Site.objects.create(hostname="muu.example.org", root_page=Page.get_first_root_node()))
    assert changed_by(lambda: Site.objects.filter(hostname="muu.example.org").delete()) == {"regions.sites"}


def test_two_writes_of_one_transaction_are_two_versions(espoo: Portal) -> None:
    write = run("UPDATE regions_portal SET name = name WHERE id = %s", espoo.pk)
    assert changed_by(write) == changed_by(write) == {"regions.portals"}


def test_writes_of_a_logo_count_and_those_of_other_pictures_do_not(espoo: Portal) -> None:
    picture = logo()

    def rename() -> None:
        Image.objects.filter(pk=picture.pk).update(title="Uusi")

    assert changed_by(rename) == set()
    Portal.objects.filter(pk=espoo.pk).update(logo=picture)
    assert changed_by(rename) == {"regions.logos"}
    assert "regions.portals" in changed_by(picture.delete)


def test_writes_of_front_pages_change_their_version(espoo: Portal) -> None:
    home = PortalHomePage.objects.descendant_of(espoo.site.root_page, inclusive=True).first()
    assert changed_by(lambda: PortalHomePage.objects.filter(pk=home.pk).update(lead="Tervetuloa")) == {"regions.homes"}
    assert changed_by(run("UPDATE wagtailcore_page SET title = 'Etusivu' WHERE id = %s", home.pk)) == {"regions.homes"}
    assert changed_by(lambda: home.save_revision().publish()) >= {"regions.homes"}


def test_writes_of_articles_change_the_version_of_editorial_pages(espoo: Portal) -> None:
    assert "editorial.pages" in changed_by(lambda: make_article(espoo))
    article = ArticlePage.objects.get()
    assert changed_by(article.unpublish) == {"editorial.pages"}
    move = run("UPDATE wagtailcore_page SET url_path = url_path || 'x/' WHERE id = %s", article.pk)
    assert changed_by(move) == {"editorial.pages"}
    assert changed_by(lambda: article.delete()) == {"editorial.pages"}


def test_activities_change_none_of_them(espoo: Portal) -> None:
    organisation = make_organisation(espoo)
    activity = make_activity(organisation)
    assert changed_by(lambda: activity.save_revision().publish()) == set()
    assert changed_by(lambda: Page.objects.filter(pk=activity.pk).update(title=F("title"))) == set()


def test_a_portal_that_changes_is_served_at_once(espoo: Portal, client: Client) -> None:
    def page(host: str) -> Any:
        return client.get("/fi/", headers={"host": host}, follow=True)

    assert page("espoo.localhost").status_code == 200
    Portal.objects.filter(pk=espoo.pk).update(name="Tapiola")
    assert "Kototori Tapiola" in page("espoo.localhost").content.decode()
    Site.objects.filter(pk=espoo.site_id).update(hostname="tapiola.localhost")
    assert page("espoo.localhost").status_code == 404
    assert page("tapiola.localhost").status_code == 200


def test_a_logo_that_changes_is_shown_at_once(espoo: Portal, client: Client) -> None:
    first, second = logo(), logo()

    def shown() -> str:
        return client.get("/fi/", headers={"host": "espoo.localhost"}).content.decode()

    Portal.objects.filter(pk=espoo.pk).update(logo=first)
    assert shown() == shown()
    before = shown()
    Image.objects.filter(pk=first.pk).update(file=second.file.name)
    first.renditions.all().delete()
    assert shown() != before


def test_what_a_request_changes_of_its_portal_no_other_sees(espoo: Portal) -> None:
    read = versions.read_versions()
    one = portal_of_host("espoo.localhost", read)
    assert one is not None
    one.name, one.logo = "Muutettu", Image(title="Oma")
    other = portal_of_host("espoo.localhost", read)
    assert other is not None
    assert (other.name, other.logo) == (espoo.name, None)


def test_a_request_reads_its_portal_and_versions_in_one_statement(espoo: Portal, client: Client) -> None:
    client.get("/fi/", headers={"host": "espoo.localhost"})
    etag = client.get("/fi/", headers={"host": "espoo.localhost"}).headers["ETag"]
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/fi/", headers={"host": "espoo.localhost", "if-none-match": etag})
    assert (answer.status_code, len(queries)) == (304, 1)
