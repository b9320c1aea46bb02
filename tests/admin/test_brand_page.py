"""A coordinator changes how their portal looks, sees it before, and can't choose a colour that can't be read."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import registry

from regions.actions.change_brand import ChangeBrand
from regions.brand import Brand
from regions.models import Portal, PortalRole
from tests.listings.admin import signed_in
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

GREEN, YELLOW = "#1d6b3a", "#ffee00"


def address(portal: Portal, rest: str = "") -> str:
    return f"/admin/brand/{portal.pk}/{rest}"


def form_data(**changes: Any) -> dict[str, Any]:
    values = {"brand_strong": GREEN, "logo": "", "contact_name": "Kunta", "contact_email": "", "contact_phone": ""}
    return values | changes


def make_logo(portal: Portal) -> Any:
    return get_image_model().objects.create(title="Logo", file=get_test_image_file(), collection=portal.collection)


# The verdict


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_the_nearest_colour_passes_and_a_colour_that_passes_stays(number: int) -> None:
    brand = Brand(strong=f"#{number:06x}")
    nearest = brand.nearest_passing()
    assert nearest.passes()
    assert (nearest == brand) == brand.passes()


def test_contrasts_name_every_pair_and_agree_with_the_faults() -> None:
    brand = Brand(strong=YELLOW)
    failing = [pair for pair in brand.contrasts() if not pair.is_enough]
    assert len(brand.contrasts()) == 7
    assert len(failing) == len(brand.faults()) > 0


def test_shown_ratio_is_rounded_down() -> None:
    assert all(
        pair.shown_ratio < pair.needed
        for number in range(0, 0xFFFFFF, 99_991)
        for pair in Brand(strong=f"#{number:06x}").contrasts()
        if not pair.is_enough
    )


# The page


def test_a_coordinator_changes_the_brand_and_the_stylesheets_address_with_it(espoo: Portal, coordinator: Any) -> None:
    before = espoo.brand_path
    logo = make_logo(espoo)
    answer = signed_in(coordinator).post(address(espoo), form_data(logo=logo.pk, contact_email="info@example.org"))
    assert answer.status_code == 302
    espoo = Portal.objects.get(pk=espoo.pk)
    assert (espoo.brand_strong, espoo.logo, espoo.contact_email) == (GREEN, logo, "info@example.org")
    assert (before == espoo.brand_path, "1d6b3a" in espoo.brand_path) == (False, True)


def test_phone_that_nobody_can_dial_is_refused_and_kept_in_the_form(espoo: Portal, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(address(espoo), form_data(contact_phone="kysy neuvonnasta"))
    assert set(answer.context["form"].errors) == {"contact_phone"}
    assert 'value="kysy neuvonnasta"' in answer.content.decode()
    assert Portal.objects.get(pk=espoo.pk).contact_phone == espoo.contact_phone


def test_a_change_leaves_a_line_in_the_log(espoo: Portal, coordinator: Any) -> None:
    signed_in(coordinator).post(address(espoo), form_data())
    entry = registry.get_logs_for_instance(espoo).filter(action="regions.change_brand").get()
    assert entry.user == coordinator
    assert entry.data["changed"]["brand_strong"][1] == GREEN


def test_saving_without_a_change_logs_nothing(espoo: Portal, coordinator: Any) -> None:
    for _time in range(2):
        signed_in(coordinator).post(address(espoo), form_data())
    assert registry.get_logs_for_instance(espoo).filter(action="regions.change_brand").count() == 1


def test_unreadable_colour_is_refused_with_reasons_and_a_suggestion(espoo: Portal, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(address(espoo), form_data(brand_strong=YELLOW, contact_name="Uusi nimi"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert ("Liian pieni kontrasti" in text, "Uusi nimi" in text) == (True, True)
    assert Brand(strong=YELLOW).nearest_passing().strong in text
    assert Portal.objects.get(pk=espoo.pk).brand_strong != YELLOW


@pytest.mark.parametrize("values", [{"brand_strong": "sininen"}, {"brand_strong": "#12"}, {"contact_email": "@"}])
def test_malformed_colour_and_address_are_refused(values: dict[str, str], espoo: Portal, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(address(espoo), form_data(**values))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, list(values))


def test_a_logo_comes_from_the_portals_own_collection(espoo: Portal, vantaa: Portal, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(address(espoo), form_data(logo=make_logo(vantaa).pk))
    assert "logo" in answer.context["form"].errors
    assert Portal.objects.get(pk=espoo.pk).logo is None


def test_coordinator_cannot_change_name_slug_and_languages(espoo: Portal, coordinator: Any) -> None:
    signed_in(coordinator).post(address(espoo), form_data(name="Oma", slug="oma", languages="ru"))
    after = Portal.objects.get(pk=espoo.pk)
    assert (after.name, after.slug, after.languages) == (espoo.name, espoo.slug, espoo.languages)


def test_preview_saves_nothing_and_works_without_script(espoo: Portal, coordinator: Any) -> None:
    answer = signed_in(coordinator).post(address(espoo), form_data(preview="1"))
    assert f'href="{address(espoo, "1d6b3a.css")}"' in answer.content.decode()
    assert Portal.objects.get(pk=espoo.pk).brand_strong == espoo.brand_strong


def test_page_has_the_brand_of_the_portal_that_answers(espoo: Portal, coordinator: Any) -> None:
    text = signed_in(coordinator).get(address(espoo)).content.decode()
    assert ("<span>Kototori</span>" in text, "- Kototori</title>" in text) == (True, True)


def test_suggestion_can_be_taken_without_script(espoo: Portal, coordinator: Any) -> None:
    better = Brand(strong=YELLOW).nearest_passing().strong
    answer = signed_in(coordinator).post(address(espoo), form_data(brand_strong=YELLOW, preview=better))
    assert (answer.context["form"]["brand_strong"].value(), answer.context["passes"]) == (better, True)


def test_script_fetches_the_contrasts(espoo: Portal, coordinator: Any) -> None:
    client = signed_in(coordinator)
    good = client.get(address(espoo, "preview/"), {"colour": GREEN})
    bad = client.get(address(espoo, "preview/"), {"colour": YELLOW})
    assert (good.context["passes"], bad.context["passes"]) == (True, False)
    assert "<html" not in good.content.decode()
    css = client.get(address(espoo, "1d6b3a.css"))
    assert css.headers["Content-Type"].startswith("text/css")
    assert f"--portal-strong:{GREEN}" in css.content.decode()


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#12345g", "#1d6b3a;}", "\0"])
def test_malformed_colour_has_no_preview(colour: str, espoo: Portal, coordinator: Any) -> None:
    assert signed_in(coordinator).get(address(espoo, "preview/"), {"colour": colour}).status_code == 400


# Whose page it is


@pytest.mark.parametrize("rest", ["", "preview/?colour=%231d6b3a", "1d6b3a.css"])
@pytest.mark.parametrize("person", ["coordinator", "coordinating_editor"])
def test_another_portals_brand_is_404(rest: str, person: str, vantaa: Portal, request: Any) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(address(vantaa, rest)).status_code == 404
    assert client.post(address(vantaa), form_data()).status_code == 404


def test_only_a_portals_coordinators_have_its_brand(espoo: Portal, translator: Any, coordinating_editor: Any) -> None:
    for person, status in ((translator, 403), (coordinating_editor, 404)):
        assert signed_in(person).get(address(espoo)).status_code == status


def test_anonymous_users_are_redirected_to_the_sign_in(espoo: Portal, client: Any) -> None:
    assert client.get(address(espoo), headers={"host": "kototori.localhost:8000"}).status_code == 302


def test_the_menu_leads_straight_to_the_only_portal(espoo: Portal, coordinator: Any, admin: Any) -> None:
    assert signed_in(coordinator).get("/admin/brand/").headers["Location"] == address(espoo)
    assert address(espoo) in signed_in(admin).get("/admin/brand/").content.decode()


def test_a_national_administrator_changes_any_brand(vantaa: Portal, admin: Any) -> None:
    assert signed_in(admin).post(address(vantaa), form_data()).status_code == 302


def test_action_checks_permission_and_values(espoo: Portal, vantaa: Portal) -> None:
    stranger = make_member(vantaa, PortalRole.COORDINATOR)
    with pytest.raises(PermissionDenied):
        ChangeBrand(espoo, stranger, values={"brand_strong": GREEN}).execute()
    with pytest.raises(ValidationError):
        ChangeBrand(vantaa, stranger, values={"brand_strong": YELLOW}).execute()
    with pytest.raises(ValueError, match="slug"):
        ChangeBrand(vantaa, stranger, values={"slug": "x"}).execute()
