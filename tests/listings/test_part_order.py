"""Rows of an activity come in one order, also where a program gave them no place."""

from typing import Any

import pytest

from listings.models import ActivityContact, ActivityPage
from tests.listings.factories import make_activity

pytestmark = pytest.mark.django_db


def test_rows_without_a_place_keep_their_order_when_one_is_written_again(organisation: Any) -> None:
    contacts = [ActivityContact(phone=phone) for phone in ("050 1", "050 2", "050 3")]
    page = make_activity(organisation, contacts=contacts)
    ActivityContact.objects.filter(page=page).update(sort_order=None)
    ActivityContact.objects.filter(page=page, phone="050 1").update(phone="050 4")
    read = ActivityPage.objects.get(pk=page.pk)
    assert [contact.phone for contact in read.contacts.all()] == ["050 4", "050 2", "050 3"]
