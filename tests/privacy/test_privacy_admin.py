"""The admin's page about one person's data: for national administrators, by forms, and in no log of requests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import ModelLogEntry

from editorial.privacy import privacy_admin
from editorial.privacy.heirs import deleted_person
from regions.models import Portal
from tests.listings.admin import ADMIN_HOST, signed_in
from tests.privacy.traces import ADDRESS, FIRST_NAME, LAST_NAME, Traces
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db

LOOK, EXPORT, ERASE = "/admin/privacy/", "/admin/privacy/export/", "/admin/privacy/erase/"
TWICE = {"address": ADDRESS, "confirmation": ADDRESS.upper()}


@pytest.fixture
def client(admin: Any) -> Client:
    return signed_in(admin)


def texts(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text(" ").split())


def is_there(person: Any) -> bool:
    return bool(get_user_model().objects.filter(pk=person.pk).exists())


@pytest.mark.parametrize("address", [LOOK, EXPORT, ERASE])
@pytest.mark.parametrize("role", ["coordinator", "editor", "translator", "anonymous"])
def test_nobody_else_finds_it(address: str, role: str, traces: Traces, request: Any) -> None:
    client = Client(headers={"host": ADMIN_HOST})
    if role != "anonymous":
        client = signed_in(request.getfixturevalue(role))
    for answer in (client.get(address), client.post(address, TWICE)):
        assert answer.status_code in (302, 403, 404)
        assert ADDRESS not in answer.content.decode()
    assert is_there(traces.person)
    assert "Henkilön tiedot" not in client.get("/admin/", follow=True).content.decode()


def test_looking_says_what_there_is_and_changes_nothing(client: Client, traces: Traces) -> None:
    answer = client.post(LOOK, {"address": ADDRESS})
    said = texts(answer)
    assert ADDRESS in said
    assert "Kerttu Kollega" in said
    assert is_there(traces.person)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


def test_an_address_that_nobody_has(client: Client) -> None:
    answer = client.post(LOOK, {"address": "nobody@example.org"})
    assert b'action="/admin/privacy/erase/"' not in answer.content
    assert answer.context["found"].is_nothing


def test_erasing_needs_the_address_twice(client: Client, traces: Traces) -> None:
    answer = client.post(ERASE, TWICE | {"confirmation": "qzosoite@example.com"})
    assert answer.status_code == 200
    assert answer.context["erase_form"].errors["confirmation"]
    assert 'value="qzosoite@example.com"' in answer.content.decode()
    assert client.post(ERASE, {"address": ADDRESS}).status_code == 200
    assert client.get(ERASE).status_code == 405
    assert is_there(traces.person)


def test_erasing(client: Client, admin: Any, traces: Traces) -> None:
    answer = client.post(ERASE, TWICE, follow=True)
    assert answer.redirect_chain == [(LOOK, 302)]
    assert not is_there(traces.person)
    entry = ModelLogEntry.objects.get(action="editorial.erase_person")
    assert (entry.user, entry.label) == (admin, str(Portal.objects.get(is_national=True)))
    assert "qz" not in str(entry.data).lower()


def test_erasing_needs_the_forms_token(admin: Any, traces: Traces) -> None:
    client = Client(headers={"host": ADMIN_HOST}, enforce_csrf_checks=True)
    client.force_login(admin)
    for address in (LOOK, EXPORT, ERASE):
        assert client.post(address, TWICE).status_code == 403
    assert is_there(traces.person)


def test_the_download_has_everything_and_is_not_stored(client: Client, admin: Any, traces: Traces) -> None:
    answer = client.post(EXPORT, {"address": ADDRESS.upper()})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="person.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    data = json.loads(answer.content)
    assert (data["accounts"][0]["first_name"], data["accounts"][0]["last_name"]) == (FIRST_NAME, LAST_NAME)
    entry = ModelLogEntry.objects.get(action="editorial.export_person")
    assert entry.user == admin
    assert "qz" not in f"{entry.label} {entry.data}".lower()


def test_ones_own_account_is_refused(client: Client, admin: Any) -> None:
    make_user("toinen@example.net", is_superuser=True)
    answer = client.post(ERASE, {"address": admin.email, "confirmation": admin.email})
    assert answer.status_code == 200
    assert is_there(admin)


def test_an_account_of_the_list_of_users_is_filled_in(client: Client, traces: Traces) -> None:
    listed = client.get("/admin/users/").content.decode()
    assert f"{LOOK}?account={traces.person.pk}" in listed
    assert f"account={deleted_person().pk}" not in listed
    answer = client.get(f"{LOOK}?account={traces.person.pk}")
    assert answer.context["form"].initial["address"].lower() == ADDRESS
    for odd in ("x", "-1", "9" * 30, "٣", ""):
        assert client.get(LOOK, {"account": odd}).context["form"].initial["address"] == ""


def test_deleting_an_account_is_not_offered(client: Client, traces: Traces) -> None:
    address = f"/admin/users/delete/{traces.person.pk}/"
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 404
    client.post(f"/admin/bulk/auth/user/delete/?id={traces.person.pk}")
    assert is_there(traces.person)


def test_deleting_an_account_leads_here_where_a_project_offers_it(client: Client, traces: Traces) -> None:
    request = client.get("/admin/").wsgi_request
    answer = privacy_admin.erase_instead_of_delete(request, traces.person)
    assert answer is not None
    assert answer.headers["Location"] == f"{LOOK}?account={traces.person.pk}"


def test_the_deleted_person_is_not_deleted(client: Client, traces: Traces) -> None:
    stand_in = deleted_person()
    answer = privacy_admin.erase_instead_of_delete(client.get("/admin/").wsgi_request, stand_in)
    assert answer is not None
    assert answer.headers["Location"] == "/admin/users/"
    client.post(f"/admin/users/delete/{stand_in.pk}/")
    assert is_there(stand_in)


def test_malformed_input_is_told(client: Client) -> None:
    for address in (LOOK, EXPORT, ERASE):
        for value in ("", "\x00", "x" * 3000, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
            assert client.post(address, {"address": value, "confirmation": value}).status_code in (200, 302, 400)
