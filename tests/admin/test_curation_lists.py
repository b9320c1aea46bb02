"""What has been pinned, included and hidden: its list, the pool's list, and the menu of an activity's page."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.enums import PlacementKind
from listings.models import Listing, Placement
from regions.models import Portal, PortalMembership, PortalRole
from tests.admin.curating import DAY, LIST, POOL, place, place_address, words
from tests.listings.admin import signed_in, url

pytestmark = pytest.mark.django_db


def test_list_shows_what_is_decided_and_by_whom(pool: dict[str, Any], coordinator: Any, espoo: Portal) -> None:
    place(coordinator, pool["Kielikahvila"], "pin", reason="Uusille hyvä alku")
    place(coordinator, pool["Vain Vantaalla"], "include")
    place(coordinator, pool["Aamukahvi"], "exclude", reason="Täynnä")
    placements = signed_in(coordinator).get(LIST).context["placements"]
    found = {
        section.kind: [(row.listing.title, row.reason, row.placed_by) for row in section.rows]
        for section in (placements.pinned, placements.included, placements.excluded, placements.ended)
    }
    who = coordinator.get_username()
    assert found == {
        "pinned": [("Kielikahvila", "Uusille hyvä alku", who)],
        "included": [("Vain Vantaalla", "", who)],
        "excluded": [("Aamukahvi", "Täynnä", who)],
        "ended": [],
    }


def test_ended_ones_stand_apart(pool: dict[str, Any], coordinator: Any, espoo: Portal) -> None:
    yesterday = timezone.localdate() - DAY
    page = pool["Kielikahvila"]
    Placement.objects.create(portal=espoo, listing=page.record, kind=PlacementKind.EXCLUDED, until=yesterday)
    placements = signed_in(coordinator).get(LIST).context["placements"]
    assert (placements.excluded.count, [row.listing.title for row in placements.ended.rows]) == (0, ["Kielikahvila"])
    place(coordinator, page, "pin")
    placements = signed_in(coordinator).get(LIST).context["placements"]
    assert (placements.pinned.count, placements.ended.count) == (1, 0)


def test_empty_list_says_what_it_is_for(coordinator: Any) -> None:
    text = words(signed_in(coordinator).get(LIST))
    assert all(kind in text for kind in ("Mitään ei ole nostettu", "Mitään ei ole otettu mukaan", "Mitään ei ole piil"))


def test_who_curates_several_portals_chooses_one(pool: dict[str, Any], coordinator: Any, vantaa: Portal) -> None:
    PortalMembership.objects.create(user=coordinator, portal=vantaa, role=PortalRole.COORDINATOR)
    client = signed_in(coordinator)
    text = client.get(LIST).content.decode()
    assert "/admin/curation/espoo/" in text
    assert "/admin/curation/vantaa/" in text
    assert "/admin/curation/kototori/" not in text
    choices = reverse("listings_placement_choices", args=[pool["Vain Vantaalla"].translation_key])
    assert choices in client.get(POOL).content.decode()
    decisions = client.get(choices).context["decisions"]
    offered = {one.portal.slug: [choice.url.split("/")[-2] for choice in one.choices] for one in decisions}
    assert offered == {"espoo": ["include"], "vantaa": ["pin", "exclude"]}
    assert "/admin/curation/espoo/" in client.get(choices).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Aamukahvi", "Kielikahvila"]),
        ("?scope=country", ["Aamukahvi", "Kielikahvila", "Vain Vantaalla"]),
        ("?scope=country&municipality=092", ["Vain Vantaalla"]),
        ("?scope=country&q=vantaalla", ["Vain Vantaalla"]),
        ("?scope=x", ["Aamukahvi", "Kielikahvila"]),
        ("?placement=pinned", []),
    ],
)
def test_coordinator_finds_public_activities_of_the_whole_country(
    query: str, expected: list[str], pool: dict[str, Any], coordinator: Any
) -> None:
    rows = signed_in(coordinator).get(f"{POOL}{query}").context["rows"]
    assert [row.title for row in rows] == expected


def test_what_nobody_confirmed_in_time_is_not_in_the_whole_country(pool: dict[str, Any], coordinator: Any) -> None:
    Listing.objects.filter(pk=pool["Vain Vantaalla"].translation_key).update(confirm_by=timezone.localdate() - DAY)
    rows = signed_in(coordinator).get(f"{POOL}?scope=country").context["rows"]
    assert "Vain Vantaalla" not in [row.title for row in rows]


def test_rows_offer_what_makes_a_difference(pool: dict[str, Any], coordinator: Any) -> None:
    place(coordinator, pool["Aamukahvi"], "pin")
    answer = signed_in(coordinator).get(f"{POOL}?scope=country")
    offered = {row.title: [choice.label for choice in row.choices] for row in answer.context["rows"]}
    assert offered == {
        "Aamukahvi": ["Muuta", "Piilota", "Poista nosto"],
        "Kielikahvila": ["Nosta", "Piilota"],
        "Vain Vantaalla": ["Ota mukaan"],
    }
    back = reverse("listings_place", args=["espoo", pool["Kielikahvila"].translation_key, "pin"])
    assert f"{back}?next=%2Fadmin%2Flistings%2Fpool%2F%3Fscope%3Dcountry" in answer.content.decode()
    pinned = signed_in(coordinator).get(f"{POOL}?placement=pinned").context["rows"]
    assert [row.title for row in pinned] == ["Aamukahvi"]


# The page of the activity


def test_activitys_page_says_what_portals_have_decided(
    pool: dict[str, Any], coordinator: Any, coordinating_editor: Any
) -> None:
    page = pool["Kielikahvila"]
    assert "Kototori Espoo: ei näytetä" not in words(signed_in(coordinating_editor).get(url("edit", page.pk)))
    place(coordinator, page, "exclude", reason="Kaksi samanlaista")
    for user in (coordinating_editor, coordinator):
        text = words(signed_in(user).get(url("edit", page.pk)))
        assert "Kototori Espoo: ei näytetä. Syy: Kaksi samanlaista" in text
    history = words(signed_in(coordinating_editor).get(url("history", page.pk)))
    assert "Kototori Espoo: ei näytetä. Syy: Kaksi samanlaista" in history


def test_notice_does_not_disturb_comparing_versions(pool: dict[str, Any], coordinator: Any) -> None:
    page = pool["Kielikahvila"]
    place(coordinator, page, "pin")
    page.title = "Uusi nimi"
    first, second = page.live_revision_id, page.save_revision().pk
    answer = signed_in(coordinator).get(url("revisions_compare", page.pk, first, second))
    assert (answer.status_code, "Uusi" in words(answer)) == (200, True)


def test_activitys_page_offers_curation_to_coordinators(
    pool: dict[str, Any], coordinator: Any, coordinating_editor: Any
) -> None:
    page = pool["Kielikahvila"]
    for user, is_offered in ((coordinator, True), (coordinating_editor, False)):
        text = signed_in(user).get(url("edit", page.pk)).content.decode()
        assert [place_address(page, name) in text for name in ("pin", "exclude")] == [is_offered] * 2


def test_menu_has_curation_for_coordinators(pool: dict[str, Any], coordinator: Any, admin: Any) -> None:
    assert all(LIST in signed_in(user).get("/admin/").content.decode() for user in (coordinator, admin))
