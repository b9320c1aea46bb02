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
from tests.api.api_client import ApiClient

pytestmark = pytest.mark.django_db

#: In Espoo, on the spot; in Vantaa, on the spot; in Helsinki, online.
OF_ESPOO, OF_VANTAA, ONLINE = "L026", "L046", "L007"


def listing(source_id: str) -> Listing:
    row: Listing = Listing.objects.get(source_id=source_id)
    return row


def answers(client: ApiClient, source_id: str) -> tuple[bool, int, int]:
    """Is it in the list, and how do its detail and its times answer?"""
    key = listing(source_id).pk
    in_list = source_id in client.source_ids(organisation=str(listing(source_id).organisation_id))
    detail = client.response(f"activities/{key}").status_code
    times = client.response(f"activities/{key}/occurrences").status_code
    return in_list, detail, times


SHOWN, HIDDEN = (True, 200, 200), (False, 404, 404)


def place(source_id: str, portal: str, kind: str, **values: Any) -> None:
    Placement.objects.create(listing=listing(source_id), portal=Portal.objects.get(slug=portal), kind=kind, **values)
    drain_outbox()


def test_a_portal_shows_its_own_municipality(on_espoo: ApiClient) -> None:
    assert answers(on_espoo, OF_ESPOO) == SHOWN


def test_a_portal_does_not_show_another_municipality(on_espoo: ApiClient) -> None:
    assert answers(on_espoo, OF_VANTAA) == HIDDEN


def test_a_portal_shows_what_is_online_wherever_it_comes_from(on_espoo: ApiClient) -> None:
    assert answers(on_espoo, ONLINE) == SHOWN


def test_a_portal_that_takes_nothing_online_does_not_show_it(on_espoo: ApiClient) -> None:
    portal = Portal.objects.get(slug="espoo")
    portal.takes_online = False
    portal.save()
    drain_outbox()
    assert answers(on_espoo, ONLINE) == HIDDEN


def test_the_national_portal_shows_everything(on_national: ApiClient) -> None:
    assert [answers(on_national, source_id) for source_id in (OF_ESPOO, OF_VANTAA, ONLINE)] == [SHOWN] * 3


def test_included_listing_is_shown(on_espoo: ApiClient) -> None:
    place(OF_VANTAA, "espoo", "included")
    assert answers(on_espoo, OF_VANTAA) == SHOWN


def test_excluded_listing_is_hidden_in_that_portal_only(on_espoo: ApiClient, on_national: ApiClient) -> None:
    place(OF_ESPOO, "espoo", "excluded")
    assert answers(on_espoo, OF_ESPOO) == HIDDEN
    assert answers(on_national, OF_ESPOO) == SHOWN


def test_an_excluded_activity_has_its_address_where_it_is_shown(on_national: ApiClient) -> None:
    place(OF_ESPOO, "espoo", "excluded")
    url = on_national.get(f"activities/{listing(OF_ESPOO).pk}")["url"]
    assert url.startswith("http://kototori.localhost:8000/")


@pytest.mark.parametrize("column", ["confirm_by", "ended_on"])
def test_expired_and_ended_listings_are_hidden(on_national: ApiClient, column: str) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Listing.objects.filter(source_id=OF_ESPOO).update(**{column: yesterday})
    drain_outbox()
    assert answers(on_national, OF_ESPOO) == HIDDEN


def test_draft_text_is_in_no_answer(on_national: ApiClient) -> None:
    page = ActivityPage.objects.get(translation_key=listing(OF_ESPOO).pk, locale__language_code="fi")
    draft = page.get_latest_revision_as_object()
    draft.title = "Salainen luonnos"
    draft.save_revision()
    drain_outbox()
    assert "Salainen" not in on_national.response(f"activities/{page.translation_key}").content.decode()
    assert on_national.get("activities", q="Salainen luonnos")["interpreted"] == []


def test_removed_listing_answers_410_where_it_was_shown(on_national: ApiClient, on_vantaa: ApiClient) -> None:
    key = listing(OF_ESPOO).pk
    for page in ActivityPage.objects.filter(translation_key=key):
        page.unpublish()
    drain_outbox()
    assert on_national.response(f"activities/{key}").status_code == 410
    assert on_national.get(f"activities/{key}/occurrences", 410)["status"] == 410
    assert on_vantaa.response(f"activities/{key}").status_code == 404


def test_a_tombstone_of_an_organisation_says_nothing_of_activities(on_national: ApiClient) -> None:
    portal = Portal.objects.get(slug="kototori")
    key = uuid4()
    Tombstone.objects.create(id=key, kind=DocumentKind.ORGANISATION, sequence=10_000, portals=[portal.pk])
    assert on_national.response(f"organisations/{key}").status_code == 410
    assert on_national.response(f"activities/{key}").status_code == 404


def test_unknown_ids_answer_404(on_national: ApiClient) -> None:
    assert on_national.response(f"activities/{UUID(int=0)}").status_code == 404
    assert on_national.response(f"organisations/{UUID(int=0)}").status_code == 404


def test_portal_narrows_the_national_host_to_what_that_portal_shows(
    on_national: ApiClient, on_espoo: ApiClient
) -> None:
    assert on_national.source_ids(portal="espoo") == on_espoo.source_ids()
    assert on_national.source_ids(portal=["espoo", "vantaa"]) > on_espoo.source_ids()


@pytest.mark.parametrize("path", ["activities", "organisations"])
def test_a_portals_host_names_itself_when_asked_for_another(on_espoo: ApiClient, path: str) -> None:
    assert on_espoo.get(path, portal="espoo")["count"] > 0
    assert on_espoo.faults(path, portal="vantaa") == {"portal"}


@pytest.mark.parametrize("path", ["activities", "organisations"])
def test_a_portal_that_is_not_there_is_a_fault(on_national: ApiClient, path: str) -> None:
    assert on_national.faults(path, portal="atlantis") == {"portal"}


def test_facets_count_what_the_portal_shows_and_no_more(on_espoo: ApiClient) -> None:
    answer = on_espoo.get("activities", facets="true", page_size=100)
    shown = Counter(item["municipality"]["code"] for item in answer["results"])
    assert {value["code"]: value["count"] for value in answer["facets"]["municipality"]} == shown
    assert sum(value["count"] for value in answer["facets"]["section"]) == answer["count"]


def test_a_portal_shows_organisations_of_its_area_and_of_what_it_shows(on_espoo: ApiClient) -> None:
    names = {item["source_id"]: item for item in on_espoo.get("organisations", page_size=100)["results"]}
    online = str(listing(ONLINE).organisation.source_id)
    assert {"O01", online} <= set(names)
    assert names["O01"]["municipality"]["code"] == "049"


def test_an_organisation_that_the_portal_does_not_show_is_not_found(
    on_espoo: ApiClient, on_national: ApiClient
) -> None:
    shown = {item["source_id"] for item in on_espoo.get("organisations", page_size=100)["results"]}
    other = Organisation.objects.exclude(source_id__in=shown).order_by("source_id").first()
    assert other is not None
    assert on_espoo.response(f"organisations/{other.pk}").status_code == 404
    assert on_national.response(f"organisations/{other.pk}").status_code == 200


def test_a_contact_is_told_only_until_its_day(on_national: ApiClient) -> None:
    document = ListingDocument.objects.get(source_id=OF_ESPOO)
    person = {"role": "teacher", "name": "Aino Esimerkki", "phone": "", "email": "aino@example.org"}
    today = timezone.localdate()
    for until, told in ((today, True), (today - datetime.timedelta(days=1), False), (None, True)):
        document.facts["contacts"] = [person | {"until": until.isoformat() if until else None}]
        document.save(update_fields=["facts"])
        body = on_national.response(f"activities/{document.pk}").content.decode()
        assert ("Aino Esimerkki" in body) is told
