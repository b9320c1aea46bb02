"""Wagtail's own doors lead to ours, and the admin sends nobody round in circles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from tests.accounts.conftest import ESPOO, NATIONAL, PASSWORD
from tests.accounts.signing_in import by_password

pytestmark = pytest.mark.django_db

BrowserAt = Callable[..., Client]


def test_anonymous_people_come_back_to_the_page_of_the_admin(coordinator: Any, browser_at: BrowserAt) -> None:
    client = browser_at(host=NATIONAL)
    answer = client.get(f"/admin/pages/{Page.objects.last().pk}/edit/?a=b", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/fi/sign-in/?next=%2Fadmin%2Fpages%2F")
    target = answer.context["redirect_field_value"]
    assert by_password(client, coordinator.email, next=target)["Location"] == target


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/", "/_util/login/"]
)
def test_wagtails_doors_lead_to_ours(open_portals: None, browser_at: BrowserAt, path: str) -> None:
    answer = browser_at(host=NATIONAL).get(path, {"next": "/admin/pages/"}, headers={"accept-language": "sv-FI"})
    assert (answer.status_code, answer["Location"]) == (302, "/sv/sign-in/?next=%2Fadmin%2Fpages%2F")
    answer = browser_at(host=NATIONAL).get(path, {"next": "//evil.example/"}, headers={"accept-language": "de"})
    assert answer["Location"] == "/fi/sign-in/"


def test_a_regional_portals_host_has_no_admin_but_a_door_for_restricted_pages(
    open_portals: None, browser_at: BrowserAt
) -> None:
    assert browser_at(host=ESPOO).get("/admin/").status_code == 404
    assert browser_at(host=ESPOO).get("/admin/login/").status_code == 404
    answer = browser_at(host=ESPOO).get("/_util/login/?next=/fi/x/", headers={"accept-language": "ar"})
    assert answer["Location"] == "/ar/sign-in/?next=%2Ffi%2Fx%2F"


def test_who_does_not_work_in_the_admin_is_led_to_the_desk(anna: Any, browser_at: BrowserAt) -> None:
    client = browser_at(host=NATIONAL)
    by_password(client, anna.email)
    for path in ("/admin/", "/admin/pages/", "/admin/account/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert 'href="/fi/desk/"' in answer.text
        assert "no-store" in answer["Cache-Control"]
    assert client.get("/admin/login/", follow=True).status_code in (200, 403)
    assert client.get("/fi/desk/").status_code == 200


def test_somebody_opens_the_first_portal(db: None, browser_at: BrowserAt) -> None:
    get_user_model().objects.create_superuser("root", "Root@example.org", PASSWORD)
    client = browser_at(host=NATIONAL)
    assert client.get("/admin/", follow=True).status_code == 200
    wrong = client.post("/admin/login/", {"login": "root@example.org", "password": "wrong"})
    assert wrong.status_code == 200
    answer = client.post("/admin/login/", {"login": "root@example.org", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/"
    assert answer.status_code == 200
    stranger = browser_at(host=NATIONAL)
    for _attempt in range(6):
        answer = stranger.post("/admin/login/", {"login": "root@example.org", "password": "wrong"})
    assert answer.status_code == 429


def test_wagtails_account_page_leads_to_ours(coordinator: Any, browser_at: BrowserAt) -> None:
    client = browser_at(host=NATIONAL)
    by_password(client, coordinator.email)
    page = client.get("/admin/account/")
    assert "/desk/account/" in page.text
    assert "password-" not in page.text
    assert "name_email-email" not in page.text
    client.post(
        "/admin/account/", {"name_email-first_name": "E", "name_email-last_name": "E", "name_email-email": "x@x.fi"}
    )
    coordinator.refresh_from_db()
    assert coordinator.email == "eeva@example.org"
