"""Wagtail's forms of users and groups give no role, no right and no half account."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regions.models import Portal, PortalMembership, PortalRole
from tests.listings.admin import signed_in
from tests.listings.factories import make_editor, make_organisation
from tests.people.visiting import at
from tests.regions.factories import make_member, make_user

pytestmark = pytest.mark.django_db


def text_of(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def edit(user: Any) -> str:
    return f"/admin/users/edit/{user.pk}/"


def names(**more: Any) -> dict[str, Any]:
    return {"first_name": "Amal", "last_name": "Ali", "is_active": "on"} | more


def test_the_list_says_roles_in_words(
    national_administrator: Any, translator: Any, editor: Any, coordinator: Any, espoo: Portal
) -> None:
    make_member(
        espoo, PortalRole.COUNSELLOR, name="ent@example.org", ends_on=timezone.localdate() - datetime.timedelta(1)
    )
    page = BeautifulSoup(text_of(signed_in(national_administrator), "/admin/users/"), "html.parser")
    rows = {str(row.select("td.title a")[0]["href"]): row.get_text(" ") for row in page.select("tbody tr")}
    assert "kääntäjä, Kototori Espoo (arabia)" in rows[edit(translator)]
    assert "kirjoittaja, Siltasanat ry" in rows[edit(editor)]
    assert "ei vielä" in rows[edit(editor)]
    assert "valtakunnallinen ylläpitäjä, Kototori" in rows[edit(national_administrator)]
    assert "päättynyt" in next(words for words in rows.values() if "ent@example.org" in words)
    assert "coordinators" not in str(page)


@pytest.mark.parametrize(
    ("query", "count"), [("?role=translator", 1), ("?role=writer", 1), ("?q=editor", 1), ("?is_active=false", 0)]
)
def test_the_list_is_searched(
    national_administrator: Any, translator: Any, editor: Any, query: str, count: int
) -> None:
    page = BeautifulSoup(text_of(signed_in(national_administrator), f"/admin/users/{query}"), "html.parser")
    assert len(page.select("tbody tr")) == count


def test_the_number_of_statements_does_not_grow(national_administrator: Any, espoo: Portal) -> None:
    client = signed_in(national_administrator)

    def statements() -> int:
        text_of(client, "/admin/users/")
        with CaptureQueriesContext(connection) as asked:
            text_of(client, "/admin/users/")
        return len(asked)

    def add(number: int) -> None:
        make_member(espoo, PortalRole.TRANSLATOR, name=f"t{number}@example.org", languages=["ar"])
        make_editor(make_organisation(espoo, f"Yhdistys {number}"), f"e{number}@example.org")

    add(0)
    few = statements()
    for number in range(1, 9):
        add(number)
    assert statements() == few


def test_the_form_shows_no_group_and_no_superuser_status(national_administrator: Any, translator: Any) -> None:
    client = signed_in(national_administrator)
    page = BeautifulSoup(text_of(client, edit(translator)), "html.parser")
    fields = {field["name"] for field in page.select("main form [name]")} - {"csrfmiddlewaretoken", "next"}
    assert fields == {"first_name", "last_name", "is_active"}
    Group.objects.create(name="Kuoro")
    assert "Kuoro" in text_of(client, edit(translator))
    assert "coordinators" not in text_of(client, edit(translator))


def test_a_tampered_form_gives_nothing(
    national_administrator: Any, translator: Any, coordinator: Any, national: Portal
) -> None:
    client = signed_in(national_administrator)
    Group.objects.create(name="Kuoro")
    derived = [*coordinator.groups.all(), *national_administrator.groups.all()]
    assert len(derived) == 2
    before = set(translator.groups.all())
    for group in derived:
        answer = client.post(edit(translator), names(groups=[group.pk], is_superuser="on", email="x@example.org"))
        assert "groups" in answer.context["form"].errors
    answer = client.post(edit(translator), names(is_superuser="on", is_staff="on", username="root", password1="x" * 12))
    assert answer.status_code == 302
    translator.refresh_from_db()
    assert set(translator.groups.all()) == before
    assert (translator.is_superuser, translator.is_staff) == (False, False)
    assert translator.username.startswith("translator")
    assert translator.check_password("secret-enough")


def test_groups_made_by_hand_are_given_and_derived_ones_stay(national_administrator: Any, coordinator: Any) -> None:
    group = Group.objects.create(name="Kuoro")
    before = set(coordinator.groups.all())
    client = signed_in(national_administrator)
    assert client.post(edit(coordinator), names(groups=[group.pk])).status_code == 302
    assert set(coordinator.groups.all()) == before | {group}
    assert client.post(edit(coordinator), names()).status_code == 302
    assert set(coordinator.groups.all()) == before
    coordinator.refresh_from_db()
    assert coordinator.get_full_name() == "Amal Ali"


def test_an_account_is_closed_and_opened(national_administrator: Any, translator: Any) -> None:
    client, theirs, path = signed_in(national_administrator), at("espoo", translator), "/fi/desk/translations/"
    closed = names()
    del closed["is_active"]
    assert client.post(edit(translator), closed).status_code == 302
    assert theirs.get(path).status_code == 302
    assert client.post(edit(translator), names()).status_code == 302
    assert theirs.get(path).status_code == 200


def test_the_last_national_administrator_is_not_closed(national_administrator: Any, national: Portal) -> None:
    client = signed_in(national_administrator)
    closed = names()
    del closed["is_active"]
    assert client.post(edit(national_administrator), closed).status_code == 302  # one's own status isn't in the form
    national_administrator.refresh_from_db()
    assert national_administrator.is_active
    tomorrow = timezone.localdate() + datetime.timedelta(1)
    substitute = make_member(national, PortalRole.NATIONAL_ADMIN, name="s@example.org", ends_on=tomorrow)
    answer = signed_in(substitute).post(edit(national_administrator), closed)
    assert "is_active" in answer.context["form"].errors
    national_administrator.refresh_from_db()
    assert national_administrator.is_active


@pytest.mark.parametrize("path", ["new/", "delete/{}/", "copy/{}/", "usage/{}/"])
def test_accounts_are_neither_made_nor_deleted_here(national_administrator: Any, translator: Any, path: str) -> None:
    client = signed_in(national_administrator)
    address = "/admin/users/" + path.format(translator.pk)
    assert client.get(address).status_code == 404
    assert client.post(address, {"username": "x", "email": "x@example.org"}).status_code == 404
    assert get_user_model().objects.filter(pk=translator.pk).exists()


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_nothing_is_done_to_several_accounts_at_once(
    national_administrator: Any, translator: Any, coordinator: Any, action: str
) -> None:
    client = signed_in(national_administrator)
    group = coordinator.groups.get()
    address = f"/admin/bulk/auth/user/{action}/?id={translator.pk}&id=all"
    assert client.get(address).status_code == 404
    assert client.post(address, {"role": group.pk, "mark_as_active": "False"}).status_code == 404
    translator.refresh_from_db()
    assert (translator.is_active, group in translator.groups.all()) == (True, False)


def test_groups_that_follow_from_roles_are_not_there(
    national_administrator: Any, coordinator: Any, editor: Any
) -> None:
    client = signed_in(national_administrator)
    own = Group.objects.create(name="Kuoro")
    text = text_of(client, "/admin/groups/")
    assert "Kuoro" in text
    assert "Siltasanat" not in text
    assert "National administrators" not in text
    permission = Permission.objects.get(codename="access_admin")
    derived = [*coordinator.groups.all(), *editor.groups.all(), *national_administrator.groups.all()]
    assert len(derived) == 3
    for group in derived:
        before = set(group.permissions.all())
        for path in ("edit", "delete", "history"):
            address = f"/admin/groups/{path}/{group.pk}/"
            assert client.get(address).status_code == 404, address
            assert client.post(address, {"name": "x", "permissions": [permission.pk]}).status_code in (404, 405)
        assert set(group.permissions.all()) == before
    assert client.get(f"/admin/groups/edit/{own.pk}/").status_code == 200
    assert "?group=" not in text_of(client, f"/admin/groups/edit/{own.pk}/")


@pytest.mark.parametrize("path", ["", "edit/{}/", "history/{}/"])
def test_others_are_refused(coordinator: Any, translator: Any, path: str) -> None:
    make_user()
    answer = signed_in(coordinator).post("/admin/users/" + path.format(translator.pk), names(first_name="Toinen"))
    assert answer.status_code in (302, 404, 405)
    translator.refresh_from_db()
    assert translator.first_name == ""
    assert PortalMembership.objects.filter(user=translator).count() == 1
