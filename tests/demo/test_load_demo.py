"""`load_demo` beside a running site: its addresses stay, what people changed stays, and what is gone comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from faces.models import FinderPage
from kototori.demo.accounts import open_demo_portals
from listings.models import ActivityPage, Listing, Organisation, OrganisationMembership, OrganisationPage
from regions.actions.serve_on_port import serve_on_port
from regions.models import Portal, PortalMembership
from tests.shares import PROVES

pytestmark = pytest.mark.django_db


def load(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("load_demo")
    return capsys.readouterr().out.strip().splitlines()[-1]


def organisation(identifier: str) -> Any:
    return OrganisationPage.objects.source_of(Organisation.objects.get(source_id=identifier))


def activity(identifier: str) -> Any:
    return ActivityPage.objects.source_of(Listing.objects.get(source_id=identifier))


def state() -> dict[str, Any]:
    pages = OrganisationPage.objects.values_list("translation_key", "locale", "title", "live", "slug")
    activities = ActivityPage.objects.values_list("translation_key", "locale", "title", "live", "season_start")
    return {
        "pages": sorted(map(str, pages)),
        "activities": sorted(map(str, activities)),
        "organisations": sorted(map(str, Organisation.objects.values_list("pk", "status", "home_portal"))),
        "listings": sorted(map(str, Listing.objects.values_list("pk", "status", "organisation", "ended_on"))),
        "members": sorted(map(str, OrganisationMembership.objects.values_list("user", "organisation"))),
        "groups": sorted(map(str, get_user_model().objects.values_list("pk", "groups__name"))),
    }


@pytest.mark.parametrize("port", [8443, 80])
def test_ports_of_a_running_site_stay(port: int, demo_pool: None, capsys: pytest.CaptureFixture[str]) -> None:
    serve_on_port(port)
    assert "unchanged" in load(capsys)
    assert set(Portal.objects.values_list("site__port", flat=True)) == {port}


def test_portal_that_is_opened_later_takes_the_port_of_the_others(db: None, settings: Any) -> None:
    settings.KOTOTORI_PORT = 9999
    open_demo_portals()
    assert set(Portal.objects.values_list("site__port", flat=True)) == {9999}
    serve_on_port(8765)
    settings.KOTOTORI_PORT = 8000
    vantaa = Portal.objects.get(slug="vantaa")
    Portal.objects.filter(pk=vantaa.pk).update(slug="elsewhere")
    vantaa.site.hostname = "elsewhere.localhost"
    vantaa.site.save()
    for home in vantaa.homes.all():
        home.slug = f"elsewhere-{home.pk}"
        home.save()
    open_demo_portals()
    assert Portal.objects.get(slug="vantaa").site.port == 8765


def test_loading_again_changes_nothing(demo_pool: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = state()
    assert load(capsys).endswith("0 made, 0 changed, 160 unchanged")
    assert state() == before


def test_deleted_organisation_comes_back_whole(demo_pool: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = state()
    count = 1 + Listing.objects.filter(organisation__source_id="O03").count()
    organisation("O03").delete()
    assert state() != before
    assert f"{count} restored" in load(capsys)
    assert state() == before
    assert load(capsys).endswith("160 unchanged")


def test_deleted_activity_and_translation_come_back(demo_pool: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = state()
    activity("L005").delete()
    translation = next(
        version for version in ActivityPage.objects.order_by("pk") if not version.is_source and version.record.source_id
    )
    translation.delete()
    assert "2 restored" in load(capsys)
    assert state() == before


def test_lost_membership_and_page_of_a_portal_come_back(demo_pool: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = state()
    OrganisationMembership.objects.get(user__username="siltasanat@example.org").delete()
    members = PortalMembership.objects.filter(user__username="espoo@example.org")
    kept = set(members.values_list("portal__slug", "role"))
    members.delete()
    finder = FinderPage.objects.filter(url_path__contains="espoo").first()
    assert finder is not None
    finder.delete()
    load(capsys)
    assert state() == before
    assert (
        set(PortalMembership.objects.filter(user__username="espoo@example.org").values_list("portal__slug", "role"))
        == kept
    )
    assert FinderPage.objects.filter(slug=finder.slug, locale=finder.locale, url_path=finder.url_path).exists()


def test_what_people_changed_stays(demo_pool: None, capsys: pytest.CaptureFixture[str]) -> None:
    page = activity("L004")
    page.title = "Oma otsikko"
    page.save_revision().publish()
    activity("L006").unpublish()
    Listing.objects.filter(source_id="L007").update(status="ended")
    assert load(capsys).endswith("160 unchanged")
    assert activity("L004").title == "Oma otsikko"
    assert not activity("L006").live
    assert Listing.objects.get(source_id="L007").status == "ended"


@pytest.mark.exhaustive
def test_demo_that_lost_most_of_its_organisations_is_still_the_demo(
    demo_pool: None, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state()
    everything = list(Organisation.objects.exclude(source_id="").order_by("source_id"))
    for record in everything[: len(everything) * 3 // 4 if PROVES else len(everything) // 2 + 1]:
        OrganisationPage.objects.source_of(record).delete()
    load(capsys)
    assert state() == before
