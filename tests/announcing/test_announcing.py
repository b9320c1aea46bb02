"""From nothing to what waits for review, by the desk's pages alone."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.announcing.models import TypedForm
from listings.models import ActivityPage
from tests.announcing.form_data import filled
from tests.listings.factories import concept
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def test_new_announcement_is_typed_saved_checked_and_sent(sanna: Any) -> None:
    client = at("espoo", sanna.user)
    form = client.get("/fi/desk/activities/new/")
    assert form.status_code == 200
    values = filled(
        form,
        title="Kielikahvila",
        format=concept("format", "group").pk,
        themes=[concept("theme", "language").pk],
        slots__0__weekdays=["2"],
        slots__0__start="klo 17",
        slots__0__end="18.30",
        season_start="12.1.2027",
        season_end="25.5.2027",
        municipality="049",
        action="check",
    )
    answer = client.post("/fi/desk/activities/new/", values)
    page = ActivityPage.objects.get(title="Kielikahvila")
    assert answer["Location"] == f"/fi/desk/activities/{page.translation_key}/check/"
    assert not TypedForm.objects.exists()
    check = client.get(answer["Location"])
    sent = client.post(answer["Location"], filled(check))
    assert sent["Location"] == "/fi/desk/"
    assert page.current_workflow_task_state is not None
    assert str(page.get_latest_revision_as_object().season_start) == "2027-01-12"
