"""An activity's page: its addresses, the order of its content, and what it must not show."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regions.models import Portal
from search.models import ListingDocument
from tests.faces.visiting import change, finder, listing, multiply, read, visit
from tests.search.spans import portals_of

ESPOO_SWIMMING = "L032"


def address(source_id: str, language: str = "fi") -> str:
    return f"{finder(language)}{listing(source_id).pk}/"


def portal_id(slug: str) -> int:
    return Portal.objects.get(slug=slug).pk


@pytest.mark.parametrize("portal", ["espoo", "kototori"])
def test_activity_is_shown_on_every_portal_in_whose_scope_it_is(demo_pool: None, portal: str) -> None:
    assert read(portal, address(ESPOO_SWIMMING)).h1


def test_activity_out_of_scope_is_not_found(demo_pool: None) -> None:
    assert portal_id("vantaa") not in portals_of(listing(ESPOO_SWIMMING))
    assert visit("vantaa", address(ESPOO_SWIMMING)).status_code == 404


def test_activity_excluded_from_the_portal_is_not_found(demo_pool: None) -> None:
    change(ESPOO_SWIMMING, portals=[])
    assert visit("espoo", address(ESPOO_SWIMMING)).status_code == 404


@pytest.mark.parametrize("path", ["00000000-0000-0000-0000-000000000000/", "not-an-id/", "00000000/"])
def test_unknown_activity_is_not_found(demo_pool: None, path: str) -> None:
    assert visit("espoo", f"/fi/toiminta/{path}").status_code == 404


def test_canonical_address_is_on_the_home_portal_in_the_same_language(demo_pool: None) -> None:
    document = listing(ESPOO_SWIMMING)
    home = Portal.objects.select_related("site").get(slug="espoo")
    for portal in ("espoo", "kototori"):
        link = read(portal, address(ESPOO_SWIMMING, "ar")).select_one("link[rel=canonical]")
        assert link is not None
        assert link["href"] == f"{home.root_url}/ar/activities/{document.pk}/"


def test_canonical_address_of_an_untranslated_activity_is_in_the_source_language(demo_pool: None) -> None:
    document = listing("L041")
    home = Portal.objects.select_related("site").get(slug="espoo")
    link = read("espoo", address("L041", "ar")).select_one("link[rel=canonical]")
    assert link is not None
    assert link["href"] == f"{home.root_url}/fi/toiminta/{document.pk}/"


def test_alternates_are_the_languages_with_text(demo_pool: None) -> None:
    page = read("espoo", address(ESPOO_SWIMMING))
    assert {link["hreflang"] for link in page.select("link[rel=alternate][hreflang]")} == {"fi", "sv", "en", "ar"}


def test_status_stands_before_the_title(demo_pool: None) -> None:
    change(ESPOO_SWIMMING, status="paused", status_reason="Jatkuu tammikuussa")
    head = read("espoo", address(ESPOO_SWIMMING)).select(".head > *")
    assert "Tauolla" in head[0].get_text()
    assert "Jatkuu tammikuussa" in head[0].get_text()
    assert head[1].name == "h1"


def test_cancelled_activity_has_no_next_step(demo_pool: None) -> None:
    change(ESPOO_SWIMMING, status="cancelled")
    assert not read("espoo", address(ESPOO_SWIMMING)).select(".next")


def test_cancelled_date_is_struck_out_and_not_left_out(demo_pool: None) -> None:
    schedule = listing(ESPOO_SWIMMING).facts["schedule"]
    first = read("espoo", address(ESPOO_SWIMMING)).select_one(".dates time")
    assert first is not None
    day = str(first["datetime"])[:10]
    change(
        ESPOO_SWIMMING, schedule=schedule | {"cancelled_dates": [day]}, cancelled=[{"date": day, "reason": "Remontti"}]
    )
    page = read("espoo", address(ESPOO_SWIMMING))
    assert page.select(".dates s time")[0]["datetime"] == first["datetime"]
    assert len(page.select(".dates li")) == 6
    assert "Remontti" in page.select(".notice-box")[0].get_text()


def test_hidden_address_shows_the_municipality_alone(demo_pool: None) -> None:
    hidden = ListingDocument.objects.filter(facts__address_hidden=True).exclude(municipality="").first()
    assert hidden is not None
    page = read("kototori", f"/fi/toiminta/{hidden.pk}/")
    place = next(row.dd for row in page.select(".list > div") if row.dt and "Missä" in row.dt.get_text())
    assert place is not None
    assert not place.select("a")
    town = read("kototori", f"/fi/toiminta/?municipality={hidden.municipality}").select_one(".chip span")
    assert town is not None
    assert place.get_text(" ").split()[0] == town.get_text()


def test_sign_up_after_its_deadline_is_closed(demo_pool: None) -> None:
    sign_up = {"type": "required", "url": "https://example.org/form", "email": "", "phone": "", "seats": 12}
    today = timezone.localdate()
    change(ESPOO_SWIMMING, sign_up=sign_up | {"deadline": today.isoformat()})
    assert read("espoo", address(ESPOO_SWIMMING)).select_one('.next a[href="https://example.org/form"]')
    change(ESPOO_SWIMMING, sign_up=sign_up | {"deadline": (today - datetime.timedelta(days=1)).isoformat()})
    page = read("espoo", address(ESPOO_SWIMMING))
    assert "Ilmoittautuminen on päättynyt" in page.select(".next")[0].get_text()
    assert not page.select(".next a")


def test_contact_is_shown_only_until_the_end_of_its_consent(demo_pool: None) -> None:
    today = timezone.localdate()
    contact = {"role": "group_leader", "name": "Maija Malli", "phone": "040 1234567", "email": ""}
    change(ESPOO_SWIMMING, contacts=[contact | {"until": today.isoformat()}])
    assert "Maija Malli" in read("espoo", address(ESPOO_SWIMMING)).get_text()
    change(ESPOO_SWIMMING, contacts=[contact | {"until": (today - datetime.timedelta(days=1)).isoformat()}])
    text = read("espoo", address(ESPOO_SWIMMING)).get_text()
    assert "Maija Malli" not in text
    assert "1234567" not in text


def test_organiser_links_to_its_page_in_the_same_language(demo_pool: None) -> None:
    link = read("espoo", address(ESPOO_SWIMMING, "sv")).select_one(".by a")
    assert link is not None
    assert str(link["href"]).startswith("/sv/organisationer/")
    assert read("espoo", str(link["href"])).h1 is not None


def test_similar_activities_are_shown_by_this_portal(demo_pool: None) -> None:
    links = [link["href"] for link in read("espoo", address(ESPOO_SWIMMING)).select(".alike h3 a")]
    assert links
    assert address(ESPOO_SWIMMING) not in links
    for link in links:
        assert visit("espoo", str(link)).status_code == 200


def test_number_of_queries_does_not_grow_with_the_pool(demo_pool: None) -> None:
    path = address(ESPOO_SWIMMING)
    counts = []
    for more in (10, 90):
        multiply(ESPOO_SWIMMING, more) if more == 10 else multiply("copy 1", more)
        visit("espoo", path)
        with CaptureQueriesContext(connection) as captured:
            visit("espoo", path)
        counts.append(len(captured))
    assert counts[0] == counts[1]
