"""Pictures: in two sizes, described in the reader's language; a missing one doesn't break the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from faces.parts.document_pictures import pictures_of
from search.models import ListingDocument, OrganisationDocument
from tests.faces.visiting import change, finder, listing, read, visit

SWIMMING = "L032"


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def upload(name: str = "picture.png") -> Any:
    return get_image_model().objects.create(title=name, file=get_test_image_file(name, size=(1600, 900)))


def with_picture(**alt: str) -> Any:
    """Give the activity a picture that is described in these languages."""
    image = upload()
    texts = listing(SWIMMING).texts
    for language, text in texts.items():
        text["image_alt"] = alt.get(language, "")
    change(SWIMMING, texts=texts, image={"id": image.pk})
    return image


def picture_on(path: str, portal: str = "espoo") -> Tag | None:
    return read(portal, path).select_one("img.picture")


def address(language: str = "fi") -> str:
    return f"{finder(language)}{listing(SWIMMING).pk}/"


def test_picture_has_its_description_and_size(demo_pool: None) -> None:
    with_picture(fi="Naisia uima-altaassa", sv="Kvinnor i en simbassäng")
    picture = picture_on(address())
    assert picture is not None
    assert picture["alt"] == "Naisia uima-altaassa"
    assert (picture["width"], picture["height"]) == ("1280", "720")
    assert "640w" in str(picture["srcset"])
    in_swedish = picture_on(address("sv"))
    assert in_swedish is not None
    assert in_swedish["alt"] == "Kvinnor i en simbassäng"


def test_description_in_another_language_has_its_language(demo_pool: None) -> None:
    with_picture(fi="Naisia uima-altaassa")
    picture = picture_on(address("ar"))
    assert picture is not None
    assert (picture["alt"], picture["lang"], picture["dir"]) == ("Naisia uima-altaassa", "fi", "ltr")


def test_activity_without_a_picture_has_none_on_its_page(demo_pool: None) -> None:
    assert picture_on(address()) is None


def test_deleted_or_missing_picture_does_not_break_the_page(demo_pool: None) -> None:
    image = with_picture()
    Path(image.file.path).unlink()
    assert picture_on(address()) is None
    image.delete()
    assert picture_on(address()) is None


def test_organisation_shows_its_logo(demo_pool: None) -> None:
    organisation = OrganisationDocument.objects.get(pk=listing(SWIMMING).organisation_id)
    organisation.facts["image"] = {"id": upload().pk}
    organisation.save()
    logo = read("espoo", f"/fi/jarjestot/{organisation.pk}/").select_one("img.logo")
    assert logo is not None
    assert logo["alt"] == ""


def test_pictures_of_many_documents_need_as_many_queries_as_one(demo_pool: None) -> None:
    documents = list(ListingDocument.objects.order_by("pk")[:10])
    for number, document in enumerate(documents):
        document.facts["image"] = {"id": upload(f"{number}.png").pk}
    pictures_of(documents)
    counts = []
    for some in (documents[:1], documents):
        with CaptureQueriesContext(connection) as captured:
            assert len(pictures_of(some)) == len(some)
        counts.append(len(captured))
    assert counts == [2, 2]


def test_api_has_the_absolute_address_of_the_picture(demo_pool: None) -> None:
    with_picture(fi="Naisia uima-altaassa")
    image = visit("espoo", f"/api/v1/activities/{listing(SWIMMING).pk}?lang=ar").json()["image"]
    assert image["url"].startswith("http://espoo.localhost/media/")
    assert (image["alt"], image["alt_lang"]) == ("Naisia uima-altaassa", "fi")
