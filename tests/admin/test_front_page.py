"""Menus and the dashboard by role: the items that the role needs, and its open tasks first."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.menu import admin_menu, help_menu

from listings import dashboard
from listings.models import Listing, OrganisationMembership
from regions.models import Portal
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity, translated
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db

MENUS = {
    "let_in_by_hand": {"help"},
    "coordinator": {
        *("pool", "explorer", "translations", "venues", "images", "brand", "curation", "join-requests", "documents"),
        *("people", "help", "waiting", "trust", "text-languages", "glossary", "wishes"),
    },
}


@pytest.fixture
def let_in_by_hand() -> Any:
    """Somebody without a role whom a group lets into the admin that was made by hand."""
    group = Group.objects.create(name="Kuoro")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    user = make_user("kuoro@example.org")
    user.groups.add(group)
    return user


def needs(user: Any) -> dict[str, int]:
    """The number of open tasks by the address that they link to."""
    context = signed_in(user).get("/admin/").context
    return {need.url.removeprefix("/admin/"): need.count for need in dashboard.needs_of(context["user"])}


@pytest.mark.parametrize("role", list(MENUS))
def test_role_has_only_its_menu_items(role: str, organisation: Any, request: Any, rf: Any) -> None:
    request_of_user = rf.get("/admin/")
    request_of_user.user = request.getfixturevalue(role)
    assert {item.name for item in admin_menu.menu_items_for_request(request_of_user)} == MENUS[role]


def test_national_administrators_have_all_menu_items(admin: Any, rf: Any) -> None:
    request_of_user = rf.get("/admin/")
    request_of_user.user = admin
    names = {item.name for item in admin_menu.menu_items_for_request(request_of_user)}
    assert names > MENUS["coordinator"] | {"reports", "settings"}


def test_help_menu_has_no_links_to_wagtail(admin: Any, rf: Any) -> None:
    request_of_user = rf.get("/admin/")
    request_of_user.user = admin
    assert [item.name for item in help_menu.menu_items_for_request(request_of_user)] == ["keyboard-shortcuts-trigger"]


@pytest.mark.parametrize("role", ["let_in_by_hand", "coordinator", "admin"])
def test_admin_has_no_wagtail_branding(role: str, organisation: Any, request: Any) -> None:
    text = signed_in(request.getfixturevalue(role)).get("/admin/").content.decode()
    assert "Kototori</title>" in text
    assert "editor guide" not in text
    assert "images/favicon.ico" not in text


def test_sign_in_is_finnish_and_has_no_wagtail_branding(national: Portal, client: Any) -> None:
    text = client.get("/admin/", headers={"host": "kototori.localhost:8000"}, follow=True).content.decode()
    assert "Salasana" in text
    assert "Kototori" in text
    assert "Wagtail" not in text


def test_a_public_page_has_no_bar_for_editors(activity: Any, espoo: Portal, admin: Any) -> None:
    client = signed_in(admin)
    answer = client.get("/fi/", headers={"host": "espoo.localhost:8000"})
    assert (answer.status_code, "wagtail-userbar" in answer.content.decode()) == (200, False)


def test_dashboard_is_empty_without_open_tasks(
    organisation: Any, activity: Any, coordinating_editor: Any, coordinator: Any, let_in_by_hand: Any
) -> None:
    OrganisationMembership.objects.filter(user=coordinating_editor).update(role="responsible")
    for user in (coordinating_editor, coordinator, let_in_by_hand):
        assert needs(user) == {}
        assert "k-needs" in signed_in(user).get("/admin/").content.decode()


def test_review_is_a_task_of_the_portals_coordinator(
    activity: Any, other_activity: Any, coordinating_editor: Any, coordinator: Any
) -> None:
    client = signed_in(coordinating_editor)
    data = form_of(client, url("edit", activity.pk), title="Uusi nimi")
    client.post(url("edit", activity.pk), data | {"action-submit": "1"})
    assert needs(coordinator)["review/"] == 1


def test_late_confirmations_are_tasks_of_those_who_may_confirm(
    organisation: Any, activity: Any, neighbour: Any, coordinating_editor: Any
) -> None:
    make_activity(neighbour, "Naapurin")
    today = timezone.localdate()
    Listing.objects.update(confirm_by=today - datetime.timedelta(days=1))
    assert needs(coordinating_editor) == {"listings/pool/?confirmation=expired&page=public": 1}
    Listing.objects.update(confirm_by=today)
    assert needs(coordinating_editor)["listings/pool/?confirmation=soon&page=public"] == 1


def test_number_of_a_task_is_the_length_of_its_list(organisation: Any, activity: Any, coordinating_editor: Any) -> None:
    Listing.objects.update(confirm_by=timezone.localdate())
    for address, count in needs(coordinating_editor).items():
        assert len(signed_in(coordinating_editor).get(f"/admin/{address}").context["rows"]) == count


def test_unfinished_translations_are_tasks_of_the_portals_coordinators(
    activity: Any, coordinator: Any, coordinating_editor: Any
) -> None:
    translated(activity, "ar", live=False)
    translated(activity, "sv", live=False)
    found = [needs(user).get("listings/translations/") for user in (coordinator, coordinating_editor)]
    assert found == [2, None]


@pytest.mark.parametrize("role", ["coordinating_editor", "coordinator", "admin"])
def test_queries_of_the_dashboard_do_not_grow_with_the_tasks(role: str, organisation: Any, request: Any) -> None:
    user = request.getfixturevalue(role)
    counts = []
    for more in (1, 9):
        for number in range(more):
            translated(make_activity(organisation, f"Ryhmä {more}-{number}"), "ar", live=False)
        user = type(user).objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as queries:
            dashboard.needs_of(user)
        counts.append(len(queries))
    assert counts[0] == counts[1]
