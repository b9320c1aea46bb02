"""Organisations with alike names: found in any spelling, and only where they are public."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.actions.suspend_organisation import SuspendOrganisation
from regions.models import Portal
from search.alike_names import ENOUGH, AlikeOrganisation, alike_organisations, likeness
from search.indexer import drain_outbox
from tests.listings import factories as pages
from tests.search.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "siltasanat",
        "SILTASANAT RY",
        "Siltasanat r.y.",
        "Silta Sanat",
        "Siltasanta",
        "Sitasanat ry",
        "Espoon Siltasanat",
        "Siltas",
    ],
)
def test_a_name_is_found_as_people_write_it(espoo: Portal, typed: str) -> None:
    make_organisation(espoo, "Siltasanat ry")
    make_organisation(espoo, "Vihreä Kenttä ry")
    drain_outbox()
    assert [one.name for one in alike_organisations(typed)] == ["Siltasanat ry"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Vihreä Sohva ry", "vihrea sohva"),
        ("Vihreä Sohva ry", "Vihreä Sohfa"),
        ("جمعية احمد", "جمعية أحمد"),
        ("Čáhppesruovttu searvi", "Cahppesruovttu"),
        ("Järvenpään Naiset rf", "Jarvenpaan naiset ry"),
        ("Äidit ja lapset", "aidit ja lapset ry"),
    ],
)
def test_accents_dots_and_legal_forms_do_not_count(espoo: Portal, name: str, typed: str) -> None:
    make_organisation(espoo, name)
    drain_outbox()
    assert [one.name for one in alike_organisations(typed)] == [name]


@pytest.mark.parametrize("typed", ["", "ry", "asdf", "''", "): | !", "\\", "x" * 600, "zzzz | 'e_sil':*"])
def test_signs_and_nonsense_find_nothing(espoo: Portal, typed: str) -> None:
    make_organisation(espoo, "Siltasanat ry")
    drain_outbox()
    assert alike_organisations(typed) == []


def test_drafts_and_the_suspended_are_not_told(espoo: Portal) -> None:
    pages.make_organisation(espoo, "Luonnoksen nimi ry", live=False)
    SuspendOrganisation(pages.record_of(make_organisation(espoo, "Jäädytetty nimi ry"))).execute()
    drain_outbox()
    assert alike_organisations("Luonnoksen nimi") == alike_organisations("Jäädytetty nimi") == []


def test_the_same_number_of_statements_for_any_number_of_organisations(espoo: Portal) -> None:
    def statements() -> int:
        drain_outbox()
        with CaptureQueriesContext(connection) as queries:
            assert alike_organisations("Naapurit")
        return len(queries)

    make_organisation(espoo, "Naapurit 0 ry")
    few = statements()
    for number in range(1, 11):
        make_organisation(espoo, f"Naapurit {number} ry")
    assert statements() == few == 1


def test_likeness_is_the_same_both_ways_for_the_same_words() -> None:
    same: Any = likeness("Vihreä Sohva ry", "vihrea sohva")
    assert same == 1
    assert likeness("Siltasanat", "Vihreä kenttä") < ENOUGH


def test_an_outdated_name_is_no_name() -> None:
    names = {"fi": "Siltasanat ry", "ar": ""}
    found = AlikeOrganisation(UUID(int=1), "", names, "fi", "", 1, 1.0)
    assert found.name_in("ar") == found.name_in("sv") == ("Siltasanat ry", "fi")
