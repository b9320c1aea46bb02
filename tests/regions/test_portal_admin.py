"""The admin form opens and changes portals, and shows what stands against it."""

from typing import Any

import pytest
from django.test import Client

from regions.models import Portal, PortalRole
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(national: Portal, on_national: Client) -> Client:
    on_national.force_login(make_member(national, PortalRole.NATIONAL_ADMIN))
    return on_national


def form_data(**changes: Any) -> dict[str, Any]:
    values = {
        "slug": "lohja",
        "name": "Lohja",
        "languages": "fi, sv",
        "municipalities": ["444"],
        "takes_online": "on",
        "brand_strong": "#0050a0",
        "contact_name": "Espoon kaupunki",
        "contact_email": "espoo@example.org",
        "contact_phone": "",
        "coordinator": "lohja@example.org",
    }
    return values | changes


def test_the_list_names_every_portal_and_its_address(admin: Client, espoo: Portal) -> None:
    text = admin.get("/admin/portals/").content.decode()
    assert "http://espoo.localhost:8000" in text
    assert "Espoo" in text


def test_the_form_opens_a_portal(admin: Client) -> None:
    response = admin.post("/admin/portals/new/", form_data())
    assert response.status_code == 302
    portal = Portal.objects.get(slug="lohja")
    assert (portal.languages, portal.homes.filter(live=True).count()) == (["fi", "sv"], 2)


def test_form_reports_too_little_contrast_and_keeps_the_input(admin: Client) -> None:
    response = admin.post("/admin/portals/new/", form_data(brand_strong="#ffee00", name="Lohjan oma"))
    text = response.content.decode()
    assert "Liian pieni kontrasti" in text
    assert "Lohjan oma" in text
    assert not Portal.objects.filter(slug="lohja").exists()


def test_the_form_shows_each_fault_at_its_field(admin: Client) -> None:
    response = admin.post(
        "/admin/portals/new/", form_data(slug="kototori", languages="fi, tlh", municipalities=[], is_national="on")
    )
    assert set(response.context["form"].errors) >= {"languages", "is_national"}


def test_malformed_input_is_a_fault_of_the_form(admin: Client) -> None:
    response = admin.post(
        "/admin/portals/new/",
        form_data(slug="ä/ö", languages=",", municipalities=["x"], brand_strong="#12345", contact_email="@"),
    )
    assert response.status_code == 200
    assert set(response.context["form"].errors) >= {
        "slug",
        "languages",
        "municipalities",
        "brand_strong",
        "contact_email",
    }


def test_form_removes_what_it_does_not_name(admin: Client, espoo: Portal) -> None:
    values = form_data(languages="sv, ar", municipalities=["092"], name="Esbo")
    values.pop("takes_online")
    response = admin.post(f"/admin/portals/edit/{espoo.pk}/", values)
    assert response.status_code == 302
    espoo.refresh_from_db()
    assert (espoo.languages, espoo.name, espoo.takes_online) == (["sv", "ar"], "Esbo", False)
    assert [municipality.pk for municipality in espoo.coverage.all()] == ["092"]


def test_form_has_the_portals_values(admin: Client, espoo: Portal) -> None:
    form = admin.get(f"/admin/portals/edit/{espoo.pk}/").context["form"]
    assert form["languages"].value() == "fi,sv,en"
    assert list(form["municipalities"].value()) == ["049"]


def test_deleting_is_not_offered(admin: Client, espoo: Portal) -> None:
    admin.post(f"/admin/portals/delete/{espoo.pk}/")
    assert Portal.objects.filter(pk=espoo.pk).exists()
    assert f"/admin/portals/delete/{espoo.pk}/" not in admin.get("/admin/portals/").content.decode()


def test_a_home_is_previewed_as_its_own_portal_shows_it(admin: Client, vantaa: Portal) -> None:
    home = vantaa.homes.get(locale__language_code="ar")
    home.title = "مسودة"
    home.save_revision()
    response = admin.get(f"/admin/pages/{home.pk}/view_draft/")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "ar"
    assert vantaa.brand_path in response.content.decode()
