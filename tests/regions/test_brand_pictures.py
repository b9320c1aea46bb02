"""Pictures drawn from a portal's brand, read back by Pillow."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from regions.brand_pictures import PICTURES, SHARE_SIZE, BrandPictures, draw
from regions.models import Portal
from regions.picture_text import can_draw

BRAND = BrandPictures("Kototori Länsi-Åmaa", "espoo.example.org", "#8a1c4a")


def ask(portal: Portal, path: str) -> Any:
    return Client(headers={"host": portal.site.hostname}).get(path)


def colours_of(picture: Image.Image) -> list[tuple[int, int, int]]:
    """The most frequent first."""
    colours: Any = picture.convert("RGB").getcolors(picture.width * picture.height)
    return [colour for _count, colour in sorted(colours, reverse=True)]


def head(portal: Portal, path: str) -> Any:
    return BeautifulSoup(ask(portal, path).content.decode(), "html.parser")


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("share.png", SHARE_SIZE),
        ("touch.png", (180, 180)),
        ("icon-192.png", (192, 192)),
        ("icon-512.png", (512, 512)),
        ("maskable-512.png", (512, 512)),
    ],
)
def test_picture_has_the_size_and_the_colour_of_the_brand(name: str, size: tuple[int, int]) -> None:
    picture = Image.open(io.BytesIO(draw(BRAND, name)))
    assert (picture.size, picture.format) == (size, "PNG")
    assert (0x8A, 0x1C, 0x4A) in colours_of(picture)[:3]


def test_favicon_holds_three_sizes() -> None:
    sizes = Image.open(io.BytesIO(draw(BRAND, "favicon.ico"))).info["sizes"]
    assert sizes == {(16, 16), (32, 32), (48, 48)}


def test_share_picture_is_small_enough_for_a_message() -> None:
    assert len(draw(BRAND, "share.png")) < 100_000


def test_letters_with_dots_and_ring_differ_from_those_without() -> None:
    pictures = {
        draw(BrandPictures(title, "", "#8a1c4a"), "share.png") for title in ("Äänekoski", "Aanekoski", "Åånekoski")
    }
    assert len(pictures) == 3


@pytest.mark.parametrize("title", ["Kototori Mäntsälä", "Kototori Åland – Öja", "Kototori St. Karins"])
def test_every_finnish_and_swedish_name_can_be_drawn(title: str) -> None:
    assert can_draw(title)


def test_name_in_another_script_is_left_out() -> None:
    assert not can_draw("Кототори")
    assert draw(BrandPictures("Кототори", "", "#8a1c4a"), "share.png") == draw(
        BrandPictures("كوتوتوري", "", "#8a1c4a"), "share.png"
    )


def test_address_changes_with_everything_that_is_drawn(espoo: Portal) -> None:
    before = BrandPictures.of(espoo).digest
    espoo.brand_strong = "#8a1c4a"
    recoloured = BrandPictures.of(espoo).digest
    espoo.name = "Esbo"
    assert len({before, recoloured, BrandPictures.of(espoo).digest}) == 3


def test_picture_is_cacheable_for_ever(espoo: Portal) -> None:
    for name, drawing in PICTURES.items():
        answer = ask(espoo, BrandPictures.of(espoo).path(name))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, drawing.media_type)
        assert "immutable" in answer.headers["Cache-Control"]


def test_old_and_foreign_addresses_redirect_to_the_portals_picture(espoo: Portal, vantaa: Portal) -> None:
    own = BrandPictures.of(espoo)
    for digest in ("0" * 16, BrandPictures.of(vantaa).digest):
        answer = ask(espoo, f"/brand/{digest}/share.png")
        assert (answer.status_code, answer.headers["Location"]) == (302, own.share_path)


def test_unknown_picture_is_404(espoo: Portal) -> None:
    assert ask(espoo, BrandPictures.of(espoo).path("other.png")).status_code == 404


def test_browsers_and_phones_find_the_icons_at_the_usual_addresses(espoo: Portal) -> None:
    assert ask(espoo, "/favicon.ico").content == draw(BrandPictures.of(espoo), "favicon.ico")
    assert ask(espoo, "/apple-touch-icon.png").headers["Location"] == BrandPictures.of(espoo).touch_icon_path


def test_page_names_icons_manifest_and_share_picture(espoo: Portal) -> None:
    page = head(espoo, "/fi/")
    pictures = BrandPictures.of(espoo)
    assert page.find("link", rel="icon", type="image/svg+xml")["href"] == pictures.icon_path
    assert page.find("link", rel="apple-touch-icon")["href"] == pictures.touch_icon_path
    assert page.find("link", rel="manifest")["href"] == "/fi/manifest.webmanifest"
    image = page.find("meta", property="og:image")["content"]
    assert image == f"{espoo.root_url}{pictures.share_path}"


def test_share_picture_has_the_logo(espoo: Portal, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    without = draw(BrandPictures.of(espoo), "share.png")
    file = io.BytesIO()
    Image.new("RGB", (200, 100), "#ff8800").save(file, "PNG")
    file.seek(0)
    espoo.logo = get_image_model().objects.create(title="logo", file=ImageFile(file, "logo.png"))
    espoo.save()
    path = BrandPictures.of(espoo).share_path
    answer = ask(espoo, path)
    assert answer.content != without
    assert (0xFF, 0x88, 0) in colours_of(Image.open(io.BytesIO(answer.content)))


def test_share_picture_is_drawn_without_a_logo_whose_file_is_missing(
    espoo: Portal, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    espoo.logo = get_image_model().objects.create(title="gone", file="gone.png", width=10, height=10)
    espoo.save()
    assert ask(espoo, BrandPictures.of(espoo).share_path).status_code == 200


def test_manifest_is_in_the_language_of_its_address(espoo: Portal) -> None:
    answer = ask(espoo, "/sv/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("sv", "ltr", "/sv/")
    assert (manifest["name"], manifest["theme_color"]) == (espoo.title, espoo.brand_strong)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    for icon in manifest["icons"]:
        assert ask(espoo, icon["src"]).headers["Content-Type"] == icon["type"]


def test_manifest_of_a_language_that_the_portal_lacks_is_404(espoo: Portal) -> None:
    assert ask(espoo, "/so/manifest.webmanifest").status_code == 404
