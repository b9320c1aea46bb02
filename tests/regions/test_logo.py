"""A portal's logo stands in its header, and nobody else's."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from regions.models import Portal

pytestmark = pytest.mark.django_db


def test_portal_shows_its_logo_or_else_the_service_mark(espoo: Portal, vantaa: Portal, client: Client) -> None:
    espoo.logo = Image.objects.create(title="Town", file=get_test_image_file(size=(900, 300)))
    espoo.save()
    own = client.get("/fi/", headers={"host": "espoo.localhost"})
    other = client.get("/fi/", headers={"host": "vantaa.localhost"})
    [logo] = BeautifulSoup(own.content, "html.parser").select('a.mark[href="/fi/"] > img')
    assert str(logo["src"]).startswith("/media/images/")
    assert _has_service_mark(other.content)


def test_service_mark_replaces_a_logo_whose_file_is_missing(espoo: Portal, client: Client) -> None:
    logo = espoo.logo = Image.objects.create(title="Town", file=get_test_image_file())
    espoo.save()
    logo.file.storage.delete(logo.file.name)
    page = client.get("/fi/", headers={"host": "espoo.localhost"})
    assert page.status_code == 200
    assert _has_service_mark(page.content)


def _has_service_mark(page: bytes) -> bool:
    link = BeautifulSoup(page, "html.parser").select_one('a.mark[href="/fi/"]')
    return link is not None and link.svg is not None and link.img is None
