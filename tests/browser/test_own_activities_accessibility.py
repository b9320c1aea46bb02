"""axe reports nothing on the pages of one's own activities: fi and ar, narrow and wide, light and dark."""

from __future__ import annotations

import datetime
import os
from typing import Any

import pytest
from django.utils import timezone

from editorial.announcing.models import TypedForm
from listings.actions.cancel_date import CancelDate
from listings.models import ActivityContact, Listing, OrganisationMembership
from tests.browser.desk_people import at_portal
from tests.browser.page_faults import TARGETS, page_faults
from tests.browser.visitor import Address, NewVisitor
from tests.listings.factories import make_activity, make_organisation, record_of, translated
from tests.own_activities.test_home import ready, returned
from tests.own_activities.test_record_steps import tuesday
from tests.people.conftest import coordinator, organisation, record, sanna
from tests.shares import share

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_portals"), pytest.mark.exhaustive]
__all__ = ["coordinator", "organisation", "ready", "record", "sanna"]

#: `make test` looks at every second page in each, `make prove` at all of them.
LANGUAGES = os.environ.get("PICTURE_LANGUAGES", "fi,ar").split(",")


@pytest.fixture
def paths(
    ready: dict[str, Any], organisation: Any, record: Any, sanna: Any, coordinator: Any, espoo: Any, national: Any
) -> list[str]:
    """Below a language: the home with everything on it, and a page of each step."""
    today = timezone.localdate()
    other = make_organisation(espoo, "Kansainvälinen naisten talo ja tupa ry")
    OrganisationMembership.objects.create(user=sanna.user, organisation=record_of(other))
    coordinator.first_name, coordinator.last_name = "Eeva", "Koordinaattori"
    coordinator.save()
    cafe = make_activity(
        organisation,
        "Kielikahvila Tapiolan kirjastossa tiistai-iltaisin kaikille",
        summary=f"Maijan kahvila alkaa 12.1.{today.year}.",
        season_start=today,
        season_end=today + datetime.timedelta(days=20),
        contacts=[ActivityContact(role="group_leader", name="Maija Meikäläinen", phone="0401112222", consent_on=today)],
    )
    translated(cafe, "ar", title="مقهى اللغة في مكتبة تابيولا", summary="يبدأ 12.1. مع Maija")
    make_activity(other, "مجموعة الخياطة", language="ar", live=False).save_revision()
    returned(ready["Kesken oleva"], sanna.user, coordinator, "Hienoa!\nLisäättekö vielä, mistä ovesta tullaan sisään?")
    for text in (other, translated(cafe, "sv", title="Språkcafé", live=False)):
        text.save_revision(user=sanna.user)
        returned(text, sanna.user, coordinator, "Kertokaa enemmän.")
    CancelDate(Listing.objects.get(pk=cafe.translation_key), tuesday(), sanna.user, "Vesivahinko").execute()
    TypedForm.objects.create(
        person=sanna.user, listing_key=organisation.translation_key, organisation=record, fields=[["title", "Kerho"]]
    )
    national.languages = ["fi", "ar", "so"]
    national.save()
    activity = f"desk/activities/{cafe.translation_key}/"
    return [
        "desk/",
        "desk/?q=kahvila",
        *(f"{activity}{step}/" for step in ("copy", "cancel-date", "pause", "confirm", "end", "resume", "delete")),
        f"desk/activities/{ready['Päättynyt'].translation_key}/end/",
        f"desk/activities/{ready['Tauolla oleva'].translation_key}/resume/",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_own_activities_are_accessible(
    paths: list[str], sanna: Any, new_visitor: NewVisitor, portal_address: Address, language: str
) -> None:
    problems = []
    portal = "kototori"
    person = at_portal(new_visitor, portal_address, sanna.user, portal=portal, language=language, width=320, height=800)
    page = person.page
    for number, path in share(enumerate(paths), one_in=2, first=LANGUAGES.index(language)):
        answer = page.goto(portal_address(portal, f"/{language}/{path}"))
        if answer is None or answer.status != 200:
            problems.append(f"{path}: not there")
        problems += page_faults(page, targets=TARGETS, picture=f"own-{number:02}-{language}")
    assert problems == []
