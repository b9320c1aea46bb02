"""The admin is on the national host only."""

from typing import Any

import pytest
from django.test import Client

from regions.models import Portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/django-admin/", "/admin/password_reset/"])
def test_the_admin_is_404_on_a_regional_host(on_espoo: Client, path: str) -> None:
    assert on_espoo.get(path).status_code == 404


def test_the_admin_is_on_the_national_host(on_national: Client) -> None:
    assert on_national.get("/admin/").status_code == 302


def test_portal_costs_one_query(on_espoo: Client, espoo: Portal, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        on_espoo.get(espoo.brand_path)
