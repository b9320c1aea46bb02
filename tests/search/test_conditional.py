"""Validators: a page that has not changed is confirmed without being made, and never confirmed for anybody else."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions import conditional
from regions.models import Portal
from search.models import IndexSequence

pytestmark = pytest.mark.django_db

PATHS = ["/fi/", "/fi/toiminta/", "/fi/jarjestot/", "/api/v1/activities"]


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of the buckets, so that no test runs into the next one."""
    monkeypatch.setattr("regions.conditional.time.time", lambda: 1_800_000_000.0)


def get(path: str, host: str = "espoo.localhost", etag: str = "", client: Client | None = None) -> Any:
    headers = {"host": host} | ({"if-none-match": etag} if etag else {})
    return (client or Client()).get(path, headers=headers)


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_page_is_confirmed_by_the_portals_query_alone(espoo: Portal, path: str) -> None:
    first = get(path)
    with CaptureQueriesContext(connection) as queries:
        again = get(path, etag=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert len(queries) == 1
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("path", PATHS)
def test_a_change_of_the_index_of_the_portal_or_of_a_home_is_seen(espoo: Portal, path: str) -> None:
    before = get(path).headers["ETag"]
    IndexSequence.objects.update_or_create(defaults={"value": 10_000})
    indexed = get(path, etag=before)
    assert indexed.status_code == 200
    espoo.contact_name = "Somebody else"
    espoo.save()
    contacted = get(path, etag=indexed.headers["ETag"])
    assert contacted.status_code == 200
    home = espoo.homes.get(locale__language_code="fi")
    home.lead = "Another sentence"
    home.save_revision().publish()
    assert get(path, etag=contacted.headers["ETag"]).status_code == 200


def test_time_alone_makes_a_page_be_made_again(espoo: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    before = get("/fi/toiminta/").headers["ETag"]
    monkeypatch.setattr("regions.conditional.time.time", lambda: 1_800_000_000.0 + conditional.BUCKET_SECONDS)
    assert get("/fi/toiminta/", etag=before).status_code == 200


@pytest.mark.parametrize(
    ("path", "host"),
    [
        ("/fi/toiminta/", "vantaa.localhost"),
        ("/ar/activities/", "espoo.localhost"),
        ("/fi/toiminta/?page_size=5", "espoo.localhost"),
    ],
)
def test_a_validator_confirms_nothing_of_another_portal_language_or_query(
    open_portals: None, path: str, host: str
) -> None:
    etag = get("/fi/toiminta/").headers["ETag"]
    assert get(path, host, etag).status_code == 200


def test_nothing_of_a_signed_in_person_is_kept_or_confirmed(espoo: Portal) -> None:
    anonymous = get("/fi/toiminta/")
    client = Client(headers={"host": "espoo.localhost"})
    client.force_login(get_user_model().objects.create_user("a@example.org"))
    response = get("/fi/toiminta/", etag=anonymous.headers["ETag"], client=client)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "Cookie" in response.headers["Vary"]
    assert "ETag" not in response.headers
    assert response.content == anonymous.content


@pytest.mark.parametrize("path", ["/fi/nowhere/", "/fi/toiminta/?page=0", "/api/v1/activities?page=0"])
def test_refused_request_has_no_validator(espoo: Portal, path: str) -> None:
    assert "ETag" not in get(path).headers


@pytest.mark.parametrize("path", ["/fi/nowhere/", "/fi/toiminta/?page=0", "/api/v1/activities?page=0", "/fi/toiminta/"])
def test_star_as_etag_confirms_nothing(espoo: Portal, path: str) -> None:
    """It matches whatever is there, so it would say of a page that isn't there that it hasn't changed."""
    assert get(path, etag="*").status_code == get(path).status_code != 304


def test_admin_and_sign_in_have_no_validator(national: Portal) -> None:
    assert "ETag" not in get("/admin/login/", "kototori.localhost").headers
    assert "ETag" not in get("/_util/login/").headers
