"""Wagtail's explorer: it doesn't say of our pages that they have no address."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from regions.models import Portal
from tests.listings.admin import signed_in

pytestmark = pytest.mark.django_db

#: What Wagtail says, in Finnish.
WARNINGS = ("ei ole sivustoa", "ei ole osoitetta", "ei näy missään osoitteessa")


def text_of(user: Any, page: Any) -> str:
    answer = signed_in(user).get(reverse("wagtailadmin_explore", args=[page.pk]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_directory_and_organisation_have_an_address(organisation: Any, activity: Any, coordinator: Any) -> None:
    for page in (organisation, organisation.get_parent()):
        text = text_of(coordinator, page)
        assert [warning for warning in WARNINGS if warning in text] == []
        assert "järjestöluettelossa" in text


def test_coordinator_is_not_frightened_at_the_root(espoo: Portal, coordinator: Any) -> None:
    text = text_of(coordinator, Page.get_first_root_node())
    assert [warning for warning in WARNINGS if warning in text] == []


def test_administrator_is_told_what_the_root_is(espoo: Portal, admin: Any) -> None:
    assert "help-info" in text_of(admin, Page.get_first_root_node())


def test_pages_of_a_portal_have_their_own_sentence(espoo: Portal, coordinator: Any) -> None:
    assert "järjestöluettelossa" not in text_of(coordinator, espoo.homes.get(locale__language_code="fi"))
