"""Business IDs: read as people write them, and on the record of an organisation."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from listings.business_ids import check_digit, is_business_id, plain_business_id, read_business_id
from listings.enums import OrganisationStatus
from listings.models import Organisation, OrganisationPage
from regions.models import Portal
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_organisation, record_of


@pytest.mark.parametrize(
    "typed",
    [
        "0112038-9",
        "01120389",
        "112038-9",
        "1120389",
        " 0112038 - 9 ",
        "FI01120389",
        "fi 0112038-9",
        "0112038–9",
        "٠١١٢٠٣٨-٩",
        "۰۱۱۲۰۳۸۹",
        "０１１２０３８－９",
    ],
)
def test_it_is_read_as_people_write_it(typed: str) -> None:
    assert read_business_id(typed) == "0112038-9"


@pytest.mark.parametrize("typed", ["0112038-8", "1234567-2", "abc", "123456789", "12345", "0112038--9", "²112038-9"])
def test_what_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_business_id(typed)


def test_empty_is_empty_and_a_name_is_no_number() -> None:
    assert read_business_id("  ") == plain_business_id("Siltasanat ry") == ""


@pytest.mark.parametrize(("number", "digit"), [("0112038", 9), ("1572860", 0), ("2617416", 4), ("0000006", None)])
def test_the_check_digit(number: str, digit: int | None) -> None:
    assert check_digit(number) == digit
    assert is_business_id(f"{number}-{digit}") == (digit is not None)
    assert not is_business_id(f"{number}-{((digit or 0) + 1) % 10}")


def edited(client: Any, page: Any, **values: str) -> Any:
    address = url("edit", page.pk)
    return client.post(address, form_of(client, address, **values), follow=True)


@pytest.mark.django_db
def test_a_coordinator_writes_it_and_it_holds_at_once(coordinator: Any, organisation: Any) -> None:
    client = signed_in(coordinator)
    edited(client, organisation, business_id="112038 9")
    assert record_of(organisation).business_id == "0112038-9"
    answer = edited(client, organisation, business_id="0112038-1")
    assert "business_id" in answer.context["form"].errors
    assert record_of(organisation).business_id == "0112038-9"
    edited(client, organisation, business_id="")
    assert record_of(organisation).business_id == ""


@pytest.mark.django_db
def test_two_organisations_have_not_the_same(coordinator: Any, organisation: Any, neighbour: Any) -> None:
    Organisation.objects.filter(pk=neighbour.translation_key).update(business_id="0112038-9")
    answer = edited(signed_in(coordinator), organisation, business_id="0112038-9")
    assert "business_id" in answer.context["form"].errors
    assert record_of(organisation).business_id == ""


@pytest.mark.django_db
def test_only_coordinators_of_the_portal_are_asked_for_it(
    coordinator: Any, editor: Any, vantaa_coordinator: Any, admin: Any, organisation: Any
) -> None:
    form_class = OrganisationPage.get_edit_handler().get_form_class()
    page = OrganisationPage.objects.get(pk=organisation.pk)
    asked = [
        person
        for person in (coordinator, editor, vantaa_coordinator, admin)
        if "business_id" in form_class(instance=page, for_user=person, parent_page=page.get_parent().specific).fields
    ]
    assert asked == [coordinator, admin]


@pytest.mark.django_db
def test_a_preview_writes_nothing(coordinator: Any, organisation: Any) -> None:
    client, address = signed_in(coordinator), url("edit", organisation.pk)
    client.post(url("preview_on_edit", organisation.pk), form_of(client, address, business_id="0112038-9"))
    assert record_of(organisation).business_id == ""


@pytest.mark.django_db
def test_a_new_page_of_the_admin_has_it(coordinator: Any, organisation: Any) -> None:
    client = signed_in(coordinator)
    address = url("add", "listings", "organisationpage", organisation.get_parent().pk)
    data = form_of(client, address, title="Uusi ry", business_id="0112038-9")
    client.post(address, data)
    page = OrganisationPage.objects.get(title="Uusi ry")
    assert record_of(page).business_id == "0112038-9"


@pytest.mark.django_db
def test_one_that_has_left_gives_its_number_up(coordinator: Any, organisation: Any, espoo: Portal) -> None:
    left = record_of(make_organisation(espoo, "Entinen ry"))
    left.business_id, left.status = "1572860-0", OrganisationStatus.LEFT
    left.save()
    edited(signed_in(coordinator), organisation, business_id="1572860-0")
    left.refresh_from_db()
    assert (left.business_id, record_of(organisation).business_id) == ("", "1572860-0")
