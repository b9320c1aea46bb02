"""A portal's logo stands in its header, and nobody else's."""

import pytest
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from regions.models import Portal

pytestmark = pytest.mark.django_db


def test_portal_shows_its_logo_or_else_the_service_mark(espoo: Portal, vantaa: Portal, client: Client) -> None:
    espoo.logo = Image.objects.create(title="Town", file=get_test_image_file(size=(900, 300)))
    espoo.save()
    own = client.get("/fi/", headers={"host": "espoo.localhost"}).content.decode()
    other = client.get("/fi/", headers={"host": "vantaa.localhost"}).content.decode()
    assert own.count('<a class="mark" href="/fi/"><img src="/media/images/') == 1
    assert '<a class="mark" href="/fi/"><svg' in other


def test_service_mark_replaces_a_logo_whose_file_is_missing(espoo: Portal, client: Client) -> None:
    logo = espoo.logo = Image.objects.create(title="Town", file=get_test_image_file())
    espoo.save()
    logo.file.storage.delete(logo.file.name)
    page = client.get("/fi/", headers={"host": "espoo.localhost"})
    assert page.status_code == 200
    assert '<a class="mark" href="/fi/"><svg' in page.content.decode()
