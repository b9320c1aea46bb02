"""What is worth a look: each notice where it belongs, and silence where all is well."""

import datetime
from typing import Any

import pytest

from listings.announcement_notices import announcement_notices
from listings.models import ActivityContact, ActivityLanguage, ActivitySlot
from tests.listings.factories import make_activity

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 29)
GOOD: dict[str, Any] = {
    "title": "Kielikahvila Tapiolan kirjastossa",
    "summary": "Puhutaan suomea kahvin äärellä joka tiistai.",
    "description": "<p>Puhutaan suomea kahvin äärellä. Joka kerta on uusi aihe 12.1.2027 alkaen. Tule mukaan!</p>",
    "season_end": datetime.date(2027, 5, 25),
    "place_details": "Tapiolan kirjasto, toinen kerros",
    "contacts": [ActivityContact(phone="050 123 4567")],
    "spoken_languages": [ActivityLanguage(language="fi")],
}
WORTH_A_LOOK: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"title": "Kielikahvila 050 123 4567"}, ["title"]),
    ({"title": "Kielikahvila +358-50-1234567"}, ["title"]),
    ({"title": "Kielikahvila tule@example.org"}, ["title"]),
    ({"title": "KIELIKAHVILA KAIKILLE"}, ["title"]),
    ({"title": "مقهى اللغة في المكتبة"}, []),
    ({"title": "ATK ja KELA"}, []),
    ({"title": "Kielikahvila " * 6}, ["title"]),
    ({"title": "Kielikahvila 12.1.–25.5.2027"}, []),
    ({"title": "Kielikahvila keväällä 2025"}, ["title"]),
    ({"title": "Kielikahvila keväällä 2027"}, []),
    ({"summary": ""}, ["summary"]),
    ({"summary": "Alkaen 13.1.2026 tiistaisin"}, ["summary"]),
    ({"summary": "kielikahvila tapiolan kirjastossa"}, ["summary"]),
    ({"description": "<p>Tule!</p>"}, ["description"]),
    ({"description": f"{GOOD['description']}<p>tule@example.org</p>"}, ["description"]),
    ({"description": f"{GOOD['description']}<p>Soita 050 123 4567</p>"}, ["description"]),
    ({"description": "<p>PUHUTAAN SUOMEA KAHVIN ÄÄRELLÄ JOKA VIIKKO JA TAVATAAN UUSIA</p>"}, ["description"]),
    ({"season_end": None}, ["season_end"]),
    ({"season_end": None, "valid_until": datetime.date(2027, 6, 1)}, []),
    ({"slots": [ActivitySlot(weekdays=[2])]}, ["slots"]),
    ({"slots": [ActivitySlot(weekdays=[2], start=datetime.time(17))]}, ["slots"]),
    ({"place_details": ""}, ["venue"]),
    ({"place_details": "", "address_hidden": True}, []),
    ({"address_hidden": True, "contacts": []}, ["address_hidden", "contacts"]),
    ({"contacts": []}, ["contacts"]),
    ({"spoken_languages": []}, ["spoken_languages"]),
    (
        {"sign_up_type": "required", "sign_up_phone": "050 1", "sign_up_deadline": TODAY - datetime.timedelta(days=1)},
        ["sign_up_deadline"],
    ),
]


@pytest.mark.parametrize(("facts", "fields"), WORTH_A_LOOK)
def test_what_is_worth_a_look(organisation: Any, facts: dict[str, Any], fields: list[str]) -> None:
    page = make_activity(organisation, live=False, **GOOD | facts)
    assert [notice.field for notice in announcement_notices(page, page.announcement(), TODAY)] == fields
