"""What a host answers with is what its portal shows now, and nothing about anything else."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from listings.models import ActivityPage, Listing, Organisation, Placement
from regions.models import Portal
from search.indexer import drain_outbox
from search.models import DocumentKind, ListingDocument, Tombstone
from tests.api.asking import Asker

pytestmark = pytest.mark.django_db

#: In Espoo, on the spot; in Vantaa, on the spot; in Helsinki, online.
OF_ESPOO, OF_VANTAA, ONLINE = "L026", "L046", "L007"


def listing(source_id: str) -> Listing:
    found: Listing = Listing.objects.get(source_id=source_id)
    return found


def answers(asker: Asker, source_id: str) -> tuple[bool, int, int]:
    """Is it in the list, and how do its detail and its times answer?"""
    key = listing(source_id).pk
    in_list = source_id in asker.found(organisation=str(listing(source_id).organisation_id))
    detail = asker.response(f"activities/{key}").status_code
    times = asker.response(f"activities/{key}/occurrences").status_code
    return in_list, detail, times


SHOWN, HIDDEN = (True, 200, 200), (False, 404, 404)


def place(source_id: str, portal: str, kind: str, **values: Any) -> None:
    Placement.objects.create(listing=listing(source_id), portal=Portal.objects.get(slug=portal), kind=kind, **values)
    drain_outbox()


def test_a_portal_shows_its_own_municipality(on_espoo: Asker) -> None:
    assert answers(on_espoo, OF_ESPOO) == SHOWN


def test_a_portal_does_not_show_another_municipality(on_espoo: Asker) -> None:
    assert answers(on_espoo, OF_VANTAA) == HIDDEN


def test_a_portal_shows_what_is_online_wherever_it_comes_from(on_espoo: Asker) -> None:
    assert answers(on_espoo, ONLINE) == SHOWN


def test_a_portal_that_takes_nothing_online_does_not_show_it(on_espoo: Asker) -> None:
    portal = Portal.objects.get(slug="espoo")
    portal.takes_online = False
    portal.save()
    drain_outbox()
    assert answers(on_espoo, ONLINE) == HIDDEN


def test_the_national_portal_shows_everything(on_national: Asker) -> None:
    assert [answers(on_national, one) for one in (OF_ESPOO, OF_VANTAA, ONLINE)] == [SHOWN] * 3


def test_what_is_included_is_shown(on_espoo: Asker) -> None:
    place(OF_VANTAA, "espoo", "included")
    assert answers(on_espoo, OF_VANTAA) == SHOWN


def test_what_is_excluded_is_hidden_in_that_portal_alone(on_espoo: Asker, on_national: Asker) -> None:
    place(OF_ESPOO, "espoo", "excluded")
    assert answers(on_espoo, OF_ESPOO) == HIDDEN
    assert answers(on_national, OF_ESPOO) == SHOWN


def test_an_excluded_activity_has_its_address_where_it_is_shown(on_national: Asker) -> None:
    place(OF_ESPOO, "espoo", "excluded")
    url = on_national.get(f"activities/{listing(OF_ESPOO).pk}")["url"]
    assert url.startswith("http://kototori.localhost:8000/")


@pytest.mark.parametrize("column", ["confirm_by", "ended_on"])
def test_what_has_run_out_is_hidden(on_national: Asker, column: str) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Listing.objects.filter(source_id=OF_ESPOO).update(**{column: yesterday})
    drain_outbox()
    assert answers(on_national, OF_ESPOO) == HIDDEN


def test_a_draft_is_as_if_it_were_not_there(on_national: Asker) -> None:
    page = ActivityPage.objects.get(translation_key=listing(OF_ESPOO).pk, locale__language_code="fi")
    draft = page.get_latest_revision_as_object()
    draft.title = "Salainen luonnos"
    draft.save_revision()
    drain_outbox()
    assert "Salainen" not in on_national.response(f"activities/{page.translation_key}").content.decode()
    assert on_national.get("activities", q="Salainen luonnos")["interpreted"] == []


def test_what_was_public_and_is_gone_says_so(on_national: Asker, on_vantaa: Asker) -> None:
    key = listing(OF_ESPOO).pk
    for page in ActivityPage.objects.filter(translation_key=key):
        page.unpublish()
    drain_outbox()
    assert on_national.response(f"activities/{key}").status_code == 410
    assert on_national.get(f"activities/{key}/occurrences", 410)["status"] == 410
    assert on_vantaa.response(f"activities/{key}").status_code == 404


def test_a_tombstone_of_an_organisation_says_nothing_of_activities(on_national: Asker) -> None:
    portal = Portal.objects.get(slug="kototori")
    key = uuid4()
    Tombstone.objects.create(id=key, kind=DocumentKind.ORGANISATION, sequence=10_000, portals=[portal.pk])
    assert on_national.response(f"organisations/{key}").status_code == 410
    assert on_national.response(f"activities/{key}").status_code == 404


def test_what_never_was_is_not_found(on_national: Asker) -> None:
    assert on_national.response(f"activities/{UUID(int=0)}").status_code == 404
    assert on_national.response(f"organisations/{UUID(int=0)}").status_code == 404


def test_portal_narrows_the_national_host_to_what_that_portal_shows(on_national: Asker, on_espoo: Asker) -> None:
    assert on_national.found(portal="espoo") == on_espoo.found()
    assert on_national.found(portal=["espoo", "vantaa"]) > on_espoo.found()


@pytest.mark.parametrize("path", ["activities", "organisations"])
def test_a_portals_host_names_itself_when_asked_for_another(on_espoo: Asker, path: str) -> None:
    assert on_espoo.get(path, portal="espoo")["count"] > 0
    assert on_espoo.faults(path, portal="vantaa") == {"portal"}


@pytest.mark.parametrize("path", ["activities", "organisations"])
def test_a_portal_that_is_not_there_is_a_fault(on_national: Asker, path: str) -> None:
    assert on_national.faults(path, portal="atlantis") == {"portal"}


def test_facets_count_what_the_portal_shows_and_no_more(on_espoo: Asker) -> None:
    answer = on_espoo.get("activities", facets="true", page_size=100)
    shown = Counter(item["municipality"]["code"] for item in answer["results"])
    assert {value["code"]: value["count"] for value in answer["facets"]["municipality"]} == shown
    assert sum(value["count"] for value in answer["facets"]["section"]) == answer["count"]


def test_a_portal_shows_organisations_of_its_area_and_of_what_it_shows(on_espoo: Asker) -> None:
    names = {item["source_id"]: item for item in on_espoo.get("organisations", page_size=100)["results"]}
    online = str(listing(ONLINE).organisation.source_id)
    assert {"O01", online} <= set(names)
    assert names["O01"]["municipality"]["code"] == "049"


def test_an_organisation_that_the_portal_does_not_show_is_not_found(on_espoo: Asker, on_national: Asker) -> None:
    shown = {item["source_id"] for item in on_espoo.get("organisations", page_size=100)["results"]}
    other = Organisation.objects.exclude(source_id__in=shown).order_by("source_id").first()
    assert other is not None
    assert on_espoo.response(f"organisations/{other.pk}").status_code == 404
    assert on_national.response(f"organisations/{other.pk}").status_code == 200


def test_a_contact_is_told_only_until_its_day(on_national: Asker) -> None:
    document = ListingDocument.objects.get(source_id=OF_ESPOO)
    person = {"role": "teacher", "name": "Aino Esimerkki", "phone": "", "email": "aino@example.org"}
    today = timezone.localdate()
    for until, told in ((today, True), (today - datetime.timedelta(days=1), False), (None, True)):
        document.facts["contacts"] = [person | {"until": until.isoformat() if until else None}]
        document.save(update_fields=["facts"])
        said = on_national.response(f"activities/{document.pk}").content.decode()
        assert ("Aino Esimerkki" in said) is told
