"""A search of images within a tag."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from django.urls import reverse
from modelsearch.backends import get_search_backend
from wagtail.images import get_image_model

from regions.models import Portal
from tests.listings.admin import signed_in
from tests.regions import picture_samples as samples
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

PICTURES = {"Kevätretki": ["retki"], "Kevätjuhla": ["juhla"], "Syysretki": ["retki"], "Kevätmetsä": []}


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.mark.parametrize("view", ["choose", "choose_results"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "Kevät", "tag": "retki"}, {"Kevätretki"}),
        ({"q": "Kevät", "tag": "[]"}, set()),
        ({"q": "Kevät"}, {"Kevätretki", "Kevätjuhla", "Kevätmetsä"}),
        ({"tag": "retki"}, {"Kevätretki", "Syysretki"}),
    ],
)
def test_chooser_searches_within_a_tag(espoo: Portal, view: str, query: dict[str, str], found: set[str]) -> None:
    for title, tags in PICTURES.items():
        file = ContentFile(samples.png(), name="a.png")
        image = get_image_model().objects.create(title=title, file=file, collection=espoo.collection)
        image.tags.add(*tags)
        get_search_backend().add(image)  # the worker's task
    answer = signed_in(make_member(espoo)).get(reverse(f"wagtailimages_chooser:{view}"), query)
    assert answer.status_code == 200
    assert {image.title for image in answer.context["results"]} == found
