"""No public address answers with a server error, whatever is in its path, query and cookies."""

from __future__ import annotations

import random
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from search.query import PARAMETERS
from tests.admin.admin_requests import NASTY
from tests.shares import share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pool")]

HOSTS = ("espoo.localhost", "kototori.localhost")
PATHS = (
    *("/", "/fi/", "/ar/", "/fi/toiminta/", "/ar/activities/", "/fi/jarjestot/", "/fi/toiminta/feed.rss"),
    *("/fi/toiminta/feed.ics", "/fi/ajankohtaista/", "/sitemap.xml", "/robots.txt", "/health/", "/fi/saavutettavuus/"),
)
NAMES = (*(parameter.name for parameter in PARAMETERS), "town", "place", "view", "week", "page", "")
COOKIES = (
    'sessionid="abcdefgh\\000ijklmn"',
    "sessionid=\xed\xb2\x80abcdefgh",
    "csrftoken=%00; sessionid=",
    "=;;=",
    "a" * 5000,
)


def answers(client: Client, path: str, **headers: str) -> int:
    return int(client.get(path, headers=headers).status_code)


@pytest.mark.exhaustive
@pytest.mark.parametrize("host", HOSTS)
def test_no_public_address_answers_with_a_server_error(host: str) -> None:
    client, choose = Client(headers={"host": host}, raise_request_exception=False), random.Random(host)
    DBTaskResult.objects.all().delete()  # the pool's own, which `/health/` calls late by now
    faults = []
    for path in PATHS:
        for value in share(NASTY, one_in=2, first=HOSTS.index(host)):
            pairs = [(choose.choice(NAMES), value), (choose.choice(NAMES), choose.choice(NASTY))]
            end = quote(value, safe="", errors="surrogatepass")
            for address in (f"{path}?{urlencode(pairs, errors='surrogatepass')}", f"{path}{end}", f"{path}{end}/"):
                if answers(client, address) >= 500:
                    faults.append(address)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("cookie", COOKIES, ids=range(len(COOKIES)))
@pytest.mark.parametrize(
    "path", ["/fi/", "/fi/toiminta/", "/admin/", "/admin/login/", "/admin/jsi18n/", "/_util/login/"]
)
def test_no_cookie_causes_a_server_error(path: str, cookie: str) -> None:
    client = Client(headers={"host": "kototori.localhost"}, raise_request_exception=False)
    assert answers(client, path, cookie=cookie) < 500


@pytest.mark.parametrize("name", ["a" * 3000, "%00", "a/" * 900, "..%2f..%2fetc%2fpasswd", "%ED%A0%80"])
def test_no_name_of_a_file_causes_a_server_error(name: str) -> None:
    client = Client(headers={"host": "espoo.localhost"}, raise_request_exception=False)
    assert {answers(client, f"/{folder}/{name}") for folder in ("media", "static")} <= {400, 404}
    assert answers(client, f"/documents/1/{name}") < 500
