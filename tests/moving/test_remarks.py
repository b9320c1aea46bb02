"""A remark about another portal's activity in one's own scope, by mail to its coordinators."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.mails.models import Mail
from regions.models import Municipality, Portal
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity
from tests.mails.received_mails import deliver_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown_elsewhere(other_organisation: Any) -> Any:
    """An activity of Vantaa's organisation that takes place in Espoo, so Espoo's portal shows it."""
    return make_activity(other_organisation, "Espoossa pidetty")


def address(page: Any) -> str:
    return f"/admin/review/remark/{page.translation_key}/"


def test_remark_reaches_the_other_portals_coordinators(
    espoo: Portal, shown_elsewhere: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    client = signed_in(coordinator)
    assert "Espoossa pidetty" in client.get(address(shown_elsewhere)).content.decode()
    answer = client.post(address(shown_elsewhere), {"text": "Kello on väärin."}, follow=True)
    assert "Kototori Vantaa" in answer.content.decode()
    (message,) = deliver_all()
    assert message.to == [vantaa_coordinator.email]
    for words in (
        "Kello on väärin.",
        coordinator.email,
        "Espoossa pidetty",
        f"/admin/pages/{shown_elsewhere.pk}/edit/",
    ):
        assert words in message.body


def test_the_page_that_hides_an_activity_leads_to_the_form(
    espoo: Portal, activity: Any, shown_elsewhere: Any, coordinator: Any
) -> None:
    client = signed_in(coordinator)
    for page, is_offered in ((shown_elsewhere, True), (activity, False)):
        asked = client.get(f"/admin/curation/espoo/{page.translation_key}/exclude/")
        assert asked.status_code == 200
        assert (address(page) in asked.content.decode()) == is_offered


def test_the_same_remark_twice_is_one_mail(
    espoo: Portal, shown_elsewhere: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    client = signed_in(coordinator)
    for _ in range(2):
        client.post(address(shown_elsewhere), {"text": "Kello on väärin."})
    assert Mail.objects.count() == 1


def test_remarks_are_limited(espoo: Portal, shown_elsewhere: Any, coordinator: Any, vantaa_coordinator: Any) -> None:
    client = signed_in(coordinator)
    codes = [client.post(address(shown_elsewhere), {"text": f"Huomio {n}"}).status_code for n in range(4)]
    assert codes == [302, 302, 302, 429]
    assert Mail.objects.count() == 3


def test_an_empty_remark_isnt_sent(espoo: Portal, shown_elsewhere: Any, coordinator: Any) -> None:
    assert signed_in(coordinator).post(address(shown_elsewhere), {"text": "  "}).status_code == 400
    assert not Mail.objects.exists()


def test_only_public_activities_of_others_in_ones_own_scope(
    espoo: Portal, activity: Any, other_organisation: Any, shown_elsewhere: Any, coordinator: Any, vantaa: Portal
) -> None:
    elsewhere = make_activity(other_organisation, "Vantaalla", municipality=Municipality.objects.get(pk="092"))
    draft = make_activity(other_organisation, "Luonnos", live=False)
    client = signed_in(coordinator)
    for page in (activity, elsewhere, draft):
        assert client.post(address(page), {"text": "Huomio"}).status_code == 404
    assert not Mail.objects.exists()


@pytest.mark.parametrize("role", ["translator", "editor"])
def test_only_coordinators_send_remarks(role: str, espoo: Portal, shown_elsewhere: Any, request: Any) -> None:
    answer = signed_in(request.getfixturevalue(role)).post(address(shown_elsewhere), {"text": "Huomio"})
    assert answer.status_code in (302, 403, 404)
    assert not Mail.objects.exists()
