"""Forms refuse a telephone number that nobody can dial, as they do an e-mail address; stored texts stay as they are."""

from typing import Any

import pytest

from listings.models import ActivityPage
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import published

pytestmark = pytest.mark.django_db

WORDS = "kysy Kallelta"
CONTACT = {
    "contacts-TOTAL_FORMS": "1",
    "contacts-0-role": "office",
    "contacts-0-name": "",
    "contacts-0-email": "",
    "contacts-0-ORDER": "1",
}


@pytest.fixture
def client(coordinator: Any) -> Any:
    return signed_in(coordinator)


def send(client: Any, page: Any, **values: Any) -> Any:
    address = url("edit", page.pk)
    return client.post(address, form_of(client, address, **values) | {"action-submit": "1"})


def test_contact_of_an_activity(client: Any, activity: Any) -> None:
    answer = send(client, activity, **CONTACT, **{"contacts-0-phone": WORDS})
    [row] = answer.context["form"].formsets["contacts"].forms
    assert WORDS in str(row.errors["phone"])
    assert WORDS in answer.content.decode()


def test_sign_up_phone(client: Any, activity: Any) -> None:
    errors = send(client, activity, sign_up_phone="044 98").context["form"].errors
    assert "044 98" in str(errors["sign_up_phone"])


def test_organisation(coordinator: Any, organisation: Any) -> None:
    assert WORDS in str(send(signed_in(coordinator), organisation, phone=WORDS).context["form"].errors["phone"])


def test_numbers_with_hours_are_taken(client: Any, activity: Any) -> None:
    phones = "Liisa 044 987 6543 (ma–pe 9–15) / 019 876 543 alanumero 7"
    send(client, activity, **CONTACT, **{"contacts-0-phone": phones}, sign_up_phone="116 117")
    latest = ActivityPage.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert [contact.phone for contact in latest.contacts.all()] == [phones]
    assert latest.sign_up_phone == "116 117"


def test_older_text_does_not_keep_a_page_from_being_published(activity: Any) -> None:
    activity.sign_up_phone = WORDS
    assert published(activity).sign_up_phone == WORDS
