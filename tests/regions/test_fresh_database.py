"""Before there is a national portal, the admin answers at its own address, so that somebody can open one."""

import pytest
from django.test import Client

from tests.regions.factories import open_portal

pytestmark = pytest.mark.django_db


def ask(client: Client, path: str, host: str) -> int:
    return client.get(path, headers={"host": host}).status_code


def test_without_portals_only_the_admin_answers_at_its_own_address(client: Client) -> None:
    assert ask(client, "/admin/login/", "kototori.localhost") == 200
    assert ask(client, "/fi/", "kototori.localhost") == 404
    assert ask(client, "/admin/login/", "espoo.localhost") == 404


def test_admin_is_not_on_a_regional_portal_that_opens_first(client: Client) -> None:
    open_portal()
    assert ask(client, "/admin/login/", "espoo.localhost") == 404
    assert ask(client, "/admin/login/", "kototori.localhost") == 200
