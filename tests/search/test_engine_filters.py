"""Every filter of the list parameters, on the PostgreSQL engine."""

import datetime
import uuid
from typing import Any

import pytest

from regions.models import Portal
from search.engines import get_engine
from search.models import ListingDocument
from tests.search.documents import NOW, add_occurrence, ask, make_document

DAY = datetime.timedelta(days=1)


def found(portal: Portal, /, **parameters: Any) -> set[str]:
    documents = get_engine().search(ask(portal, **parameters)).documents
    return {document.texts[document.source_language]["title"] for document in documents}


@pytest.mark.parametrize(
    ("parameter", "code", "other"),
    [
        ("section", "professional", "activity"),
        ("theme", "work", "music"),
        ("target_group", "women", "men"),
        ("format", "course", "group"),
        ("required_level", "A1", "B2"),
        ("activity_language", "ckb", "fi"),
        ("mode", "online", "in_person"),
        ("price", "free", "paid"),
        ("sign_up", "none", "required"),
        ("children", "childcare", "children_welcome"),
        ("accessibility", "wheelchair", "quiet_space"),
        ("municipality", "049", "092"),
        ("area", "maakunta:01", "maakunta:02"),
        ("district", "Tapiola", "Olari"),
    ],
)
def test_filter_by_code_keeps_documents_with_the_code(national: Portal, parameter: str, code: str, other: str) -> None:
    make_document(national, "tämä", f"{parameter}:{code}")
    make_document(national, "toinen", f"{parameter}:{other}")
    make_document(national, "ei mitään")
    assert found(national, **{parameter: code}) == {"tämä"}
    assert found(national, **{parameter: [code, other]}) == {"tämä", "toinen"}


def test_different_parameters_mean_and(national: Portal) -> None:
    make_document(national, "molemmat", "theme:work", "price:free")
    make_document(national, "vain aihe", "theme:work", "price:paid")
    assert found(national, theme="work", price="free") == {"molemmat"}


def test_my_level_finds_that_level_and_lower_ones(national: Portal) -> None:
    for level in ("none", "A1", "B1"):
        make_document(national, level, f"required_level:{level}")
    assert found(national, my_level="A2") == {"none", "A1"}


def test_text_in_keeps_documents_with_that_language(national: Portal) -> None:
    make_document(national, {"fi": "kuoro", "ar": "جوقة"})
    make_document(national, "kerho")
    assert found(national, text_in="ar") == {"kuoro"}


def test_search_is_limited_to_the_portals_scope(national: Portal, espoo: Portal) -> None:
    make_document(national, "muualla")
    make_document(espoo, "Espoossa", portals=[national.pk, espoo.pk])
    assert found(espoo) == {"Espoossa"}
    assert found(national) == {"muualla", "Espoossa"}


def test_portal_parameter_narrows_the_national_portal(national: Portal, espoo: Portal) -> None:
    vantaa = Portal.objects.get(slug="vantaa")
    make_document(national, "muualla")
    make_document(national, "Espoossa", portals=[national.pk, espoo.pk])
    make_document(national, "Vantaalla", portals=[national.pk, vantaa.pk])
    assert found(national, portal="espoo") == {"Espoossa"}
    assert found(national, portal=["espoo", "vantaa"]) == {"Espoossa", "Vantaalla"}


def test_expired_and_ended_listings_are_not_in_results(national: Portal) -> None:
    make_document(national, "vanhentunut", public_until=NOW.date() - DAY)
    make_document(national, "ohi", over_at=NOW - DAY)
    make_document(national, "viimeinen päivä", public_until=NOW.date(), over_at=NOW + DAY)
    assert found(national) == {"viimeinen päivä"}


def test_organisation_filter_takes_ids(national: Portal) -> None:
    key = uuid.uuid4()
    make_document(national, "oma", organisation_id=key)
    make_document(national, "muun")
    assert found(national, organisation=str(key)) == {"oma"}


def test_confirmed_within_counts_days(national: Portal) -> None:
    make_document(national, "tuore", confirmed_on=NOW.date() - 10 * DAY)
    make_document(national, "vanha", confirmed_on=NOW.date() - 11 * DAY)
    assert found(national, confirmed_within="10") == {"tuore"}


def test_modified_since_takes_the_moment_itself(national: Portal) -> None:
    make_document(national, "uusi", modified=NOW)
    make_document(national, "vanha", modified=NOW - DAY)
    assert found(national, modified_since=NOW.isoformat().replace("+00:00", "Z")) == {"uusi"}


def test_sign_up_is_open_on_its_last_day_and_where_none_is_needed(national: Portal) -> None:
    make_document(national, "ei tarvita", "sign_up:none")
    make_document(national, "viimeinen päivä", "sign_up:required", sign_up_deadline=NOW.date())
    make_document(national, "myöhässä", "sign_up:required", sign_up_deadline=NOW.date() - DAY)
    make_document(national, "peruttu", "sign_up:none", status="cancelled")
    assert found(national, sign_up_open="true") == {"ei tarvita", "viimeinen päivä"}


def test_radius_keeps_what_is_near_and_has_a_place(national: Portal) -> None:
    make_document(national, "Tapiola", lat=60.1756, lon=24.8047)
    make_document(national, "Kerava", lat=60.4034, lon=25.1050)
    make_document(national, "verkossa")
    assert found(national, near="60.18,24.82", radius="5") == {"Tapiola"}
    assert len(found(national, near="60.18,24.82")) == 3


def test_the_distance_is_told_in_kilometres(national: Portal) -> None:
    make_document(national, "Turku", lat=60.4518, lon=22.2666)
    document: Any = get_engine().search(ask(national, near="60.1699,24.9384")).documents[0]
    assert document.distance_km == pytest.approx(150.5, abs=1)


def test_day_weekday_and_time_must_hold_for_one_occurrence(national: Portal) -> None:
    both = make_document(national, "tiistaina illalla")
    add_occurrence(both, "2026-09-08", "17:00", "19:00")
    apart = make_document(national, "tiistaina aamulla, keskiviikkona illalla")
    add_occurrence(apart, "2026-09-08", "09:00", "11:00")
    add_occurrence(apart, "2026-09-09", "17:00", "19:00")
    assert found(national, weekday="2", time_from="16:00") == {"tiistaina illalla"}
    assert found(national, from_="2026-09-09", to="2026-09-09", time_from="16:00") == {
        "tiistaina aamulla, keskiviikkona illalla"
    }


def test_weekday_filter_looks_at_occurrences(national: Portal) -> None:
    add_occurrence(make_document(national, "ti"), "2026-09-08")
    add_occurrence(make_document(national, "ke"), "2026-09-09")
    make_document(national, "sopimuksen mukaan")
    assert found(national, weekday="2") == {"ti"}
    assert found(national, weekday=["2", "3"]) == {"ti", "ke"}


def test_cancelled_and_past_occurrences_fit_no_day(national: Portal) -> None:
    add_occurrence(make_document(national, "peruttu"), "2026-09-08", cancelled=True)
    add_occurrence(make_document(national, "ohi"), "2026-09-07", "08:00", "10:00")
    assert found(national, from_="2026-09-07") == set()


def test_a_time_of_day_holds_the_whole_occurrence(national: Portal) -> None:
    add_occurrence(make_document(national, "17–19"), "2026-09-08", "17:00", "19:00")
    add_occurrence(make_document(national, "koko päivä"), "2026-09-08", start_minute=None, end_minute=None)
    assert found(national, time_from="17:00", time_to="19:00") == {"17–19"}
    assert found(national, time_to="18:00") == set()


def test_no_text_of_a_user_is_sql(national: Portal) -> None:
    make_document(national, "kerho")
    for text in ("'; DROP TABLE search_listingdocument; --", "%s %(x)s {v} \\", "a & b | !c :*", "'''"):
        get_engine().search(ask(national, q=text, district=text))
    assert ListingDocument.objects.count() == 1
