"""``suggest``: completions in the reader's language of what the host's portal shows."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from regions.models import Municipality, Portal
from search.engines import suggesting
from search.indexer import drain_outbox
from search.models import ListingDocument, Occurrence
from tests.api.api_client import ApiClient
from tests.search.factories import draft_activity, edit, make_activity, make_organisation, make_translation

pytestmark = pytest.mark.django_db


def suggest(slug: str, q: str, lang: str = "fi", **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ApiClient(f"{slug}.localhost:8000").get("suggest", q=q, lang=lang, **parameters)[
        "results"
    ]
    return found


def labels(slug: str, q: str, kind: str, lang: str = "fi") -> list[str]:
    return [item["label"] for item in suggest(slug, q, lang, limit=10) if item["kind"] == kind]


@pytest.fixture
def organisation(espoo: Portal) -> OrganisationPage:
    return make_organisation(espoo, "Lähdeniitty ry")


@pytest.mark.parametrize(
    ("q", "lang", "kind", "label"),
    [
        ("asu", "fi", "theme", "Asuminen"),
        ("housing", "en", "theme", "Housing"),
        ("housing", "fi", "theme", "Asuminen"),
        ("asum", "en", "theme", "Housing"),
        ("Esp", "fi", "place", "Espoo"),
        ("esb", "sv", "place", "Esbo"),
        ("esb", "fi", "place", "Espoo"),
        ("hyvinkaa", "fi", "place", "Hyvinkää"),
        ("HYVINKÄ", "fi", "place", "Hyvinkää"),
        ("uusim", "fi", "place", "Uusimaa"),
    ],
)
def test_names_of_concepts_and_places_are_completed(national: Portal, q: str, lang: str, kind: str, label: str) -> None:
    found = [item for item in suggest("kototori", q, lang, limit=10) if item["kind"] == kind]
    assert label in [item["label"] for item in found]
    [item] = [item for item in found if item["label"] == label]
    parameters = {item["parameter"]: item["value"]}
    assert ApiClient("kototori.localhost:8000").get("activities", **parameters)["count"] == 0
    assert item["url"].endswith(f"?{item['parameter']}={item['value'].replace(':', '%3A')}")


def test_what_begins_with_it_comes_first(national: Portal) -> None:
    found = labels("kototori", "vanta", "place")
    assert found[0] == "Vantaa"


def test_a_regional_host_has_its_own_places_only(espoo: Portal, vantaa: Portal) -> None:
    assert labels("espoo", "espo", "place") == ["Espoo"]
    assert labels("espoo", "vant", "place") == []
    assert labels("espoo", "uusim", "place") == []


@pytest.mark.parametrize("q", ["lähde", "lahdeni", "Lähdeniitty r", "LÄHDE"])
def test_an_organisation_is_found_by_its_name(organisation: OrganisationPage, q: str) -> None:
    drain_outbox()
    [item] = suggest("espoo", q)
    key = str(organisation.translation_key)
    assert (item["kind"], item["label"], item["parameter"], item["value"]) == (
        "organisation",
        "Lähdeniitty ry",
        "organisation",
        key,
    )
    assert item["url"] == f"http://espoo.localhost:8000/fi/jarjestot/{key}/"
    assert item["note"] == "Espoo"


@pytest.mark.parametrize("q", ["pölly", "polly", "pöllykerho kä", "kasityo", "käsi"])
def test_any_word_of_a_title_may_begin_so_with_or_without_dots(organisation: OrganisationPage, q: str) -> None:
    page = make_activity(organisation, "Pöllykerho: käsityöilta")
    drain_outbox()
    [item] = [item for item in suggest("espoo", q) if item["kind"] == "activity"]
    assert item["label"] == "Pöllykerho: käsityöilta"
    assert item["url"] == f"http://espoo.localhost:8000/fi/toiminta/{page.translation_key}/"
    assert (item["parameter"], item["value"], item["note"]) == (None, str(page.translation_key), "Lähdeniitty ry")


def test_words_that_do_not_begin_so_are_not_suggested(organisation: OrganisationPage) -> None:
    make_activity(organisation, "Pöllykerho")
    drain_outbox()
    assert labels("espoo", "kerho", "activity") == []
    assert labels("espoo", "öllyk", "activity") == []
    assert labels("espoo", "pöllykerho olematon", "activity") == []


def test_a_title_met_in_another_language_is_shown_in_the_readers(organisation: OrganisationPage) -> None:
    page = make_activity(organisation, "Puutarharyhmä")
    make_translation(page, "ar", title="مجموعة البستنة")
    drain_outbox()
    assert labels("espoo", "puutar", "activity", "ar") == ["مجموعة البستنة"]
    assert labels("espoo", "البست", "activity", "fi") == ["Puutarharyhmä"]
    [item] = [item for item in suggest("espoo", "puutar", "sv") if item["kind"] == "activity"]
    assert (item["label"], item["label_lang"]) == ("Puutarharyhmä", "fi")
    assert "/sv/verksamhet/" in item["url"]


def test_a_language_that_the_portal_lacks_leads_to_its_first(organisation: OrganisationPage, vantaa: Portal) -> None:
    make_activity(organisation, "Puutarharyhmä", mode="online", online_url="https://example.org/puutarha")
    Portal.objects.filter(pk=vantaa.pk).update(takes_online=True)
    drain_outbox()
    found = [item for item in suggest("vantaa", "puutarha", "so") if item["kind"] == "activity"]
    assert all(item["url"].startswith("http://vantaa.localhost:8000/fi/toiminta/") for item in found)


HIDING: dict[str, Any] = {
    "draft": lambda page, home: page.unpublish(),
    "draft title": lambda page, home: edit(page, title="Muu") and edit(page, publish=False, title="Pöllykerho"),
    "ended": lambda page, home: Listing.objects.update(ended_on=timezone.localdate() - datetime.timedelta(days=1)),
    "elsewhere": lambda page, home: edit(page, municipality=Municipality.objects.get(code="092")),
    "suspended": lambda page, home: Organisation.objects.update(status="suspended"),
    "sensitive": lambda page, home: edit(page, sensitive=True),
}


@pytest.mark.parametrize("name", HIDING)
def test_what_the_portal_does_not_show_is_not_suggested(
    espoo: Portal, organisation: OrganisationPage, name: str
) -> None:
    page = make_activity(organisation, "Pöllykerho")
    drain_outbox()
    assert labels("espoo", "pölly", "activity") == ["Pöllykerho"]
    HIDING[name](ActivityPage.objects.get(pk=page.pk), organisation)
    drain_outbox()
    assert labels("espoo", "pölly", "activity") == []


@pytest.mark.django_db(transaction=True)
def test_what_changes_is_suggested_at_once_and_what_goes_no_more(organisation: OrganisationPage) -> None:
    pages = [make_activity(organisation, f"Pöllykerho {number}") for number in range(3)]
    drain_outbox()
    assert labels("espoo", "pölly", "activity") == ["Pöllykerho 0", "Pöllykerho 1", "Pöllykerho 2"]
    edit(pages[0], title="Haukkakerho")
    pages[1].unpublish()
    drain_outbox()
    assert labels("espoo", "pölly", "activity") == ["Pöllykerho 2"]
    assert labels("espoo", "haukka", "activity") == ["Haukkakerho"]
    edit(organisation, title="Haukat ry")
    drain_outbox()
    assert labels("espoo", "hauk", "organisation") == ["Haukat ry"]
    assert labels("espoo", "lähde", "organisation") == []


def test_of_many_that_begin_so_those_that_come_soonest_are_read(
    organisation: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "_CANDIDATES", 2)
    pages = [make_activity(organisation, f"Pöllykerho {number}") for number in range(4)]
    drain_outbox()
    soon = [pages[3].translation_key, pages[1].translation_key]
    Occurrence.objects.exclude(listing__in=soon).delete()
    assert labels("espoo", "pölly", "activity") == ["Pöllykerho 1", "Pöllykerho 3"]


def test_a_draft_is_never_suggested(organisation: OrganisationPage) -> None:
    draft_activity(organisation, "Pöllykerho")
    drain_outbox()
    assert suggest("espoo", "pölly") == []


def test_the_same_title_of_one_organiser_is_suggested_once(organisation: OrganisationPage, espoo: Portal) -> None:
    other = make_organisation(espoo, "Toinen ry")
    for home in (organisation, organisation, organisation, other):
        make_activity(home, "Pöllykerho")
    drain_outbox()
    notes = [item["note"] for item in suggest("espoo", "pölly") if item["kind"] == "activity"]
    assert sorted(notes) == ["Lähdeniitty ry", "Toinen ry"]


@pytest.mark.parametrize("q", ["", " ", "?!", "' | x:*", "\\", "((", "a" * 300, "☕", "1", "e_", "%", "ـ"])
def test_odd_words_are_answered(organisation: OrganisationPage, q: str) -> None:
    make_activity(organisation, "Pöllykerho")
    drain_outbox()
    assert len(suggest("espoo", q)) <= 8


def test_limit_is_kept_and_every_kind_has_a_part(national: Portal, organisation: OrganisationPage) -> None:
    for number in range(12):
        make_activity(organisation, f"Kielikahvila {number}")
        make_organisation(Portal.objects.get(slug="espoo"), f"Kieliyhdistys {number} ry")
    drain_outbox()
    for limit in range(1, 11):
        assert len(suggest("kototori", "ki", limit=limit)) == limit
    kinds = [item["kind"] for item in suggest("kototori", "ki", limit=10)]
    assert {"place", "organisation", "activity"} <= set(kinds)
    assert kinds.count("activity") >= 3


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "11"), ("limit", "x"), ("q", "a" * 301)])
def test_a_wrong_parameter_is_named(espoo: Portal, name: str, value: str) -> None:
    assert ApiClient("espoo.localhost:8000").faults("suggest", **{name: value}) == {name}
    assert ApiClient("espoo.localhost:8000").faults("suggest", portal="espoo") == {"portal"}


@pytest.mark.django_db(transaction=True)
def test_statements_do_not_grow_with_rows(organisation: OrganisationPage) -> None:
    client = ApiClient("espoo.localhost:8000")
    counts = []
    for total in (3, 30):
        for number in range(total):
            make_activity(organisation, f"Esperantokerho {total} {number}")
        drain_outbox()
        client.get("suggest", q="esp")
        with CaptureQueriesContext(connection) as queries:
            client.get("suggest", q="esp")
        counts.append(len(queries))
    assert ListingDocument.objects.count() == 33
    assert counts[0] == counts[1] <= 4
