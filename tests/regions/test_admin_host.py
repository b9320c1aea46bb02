"""The admin is on the national host only, and reachable while there is no national portal."""

from typing import Any

import pytest
from django.test import Client

from regions.models import Portal
from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/django-admin/", "/_util/login/"])
def test_the_admin_is_404_on_a_regional_host(on_espoo: Client, path: str) -> None:
    assert on_espoo.get(path).status_code == 404


def test_the_admin_is_on_the_national_host(on_national: Client) -> None:
    assert on_national.get("/admin/login/").status_code == 200


def test_a_fresh_database_has_the_admin_at_its_own_address(client: Client) -> None:
    assert client.get("/admin/login/", headers={"host": "kototori.localhost"}).status_code == 200
    assert client.get("/fi/", headers={"host": "kototori.localhost"}).status_code == 404
    assert client.get("/admin/login/", headers={"host": "espoo.localhost"}).status_code == 404


def test_a_fresh_database_with_a_regional_portal_still_has_no_admin_on_it(client: Client) -> None:
    open_portal()
    assert client.get("/admin/login/", headers={"host": "espoo.localhost"}).status_code == 404
    assert client.get("/admin/login/", headers={"host": "kototori.localhost"}).status_code == 200


def test_one_query_finds_the_portal(on_espoo: Client, espoo: Portal, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        on_espoo.get(espoo.brand_path)
