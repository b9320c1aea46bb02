"""What a picture's file says about people and places is gone before it is stored; the picture stays as it was."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.utils import translation
from PIL import Image, ImageOps, ImageSequence

from regions.uploads.picture_metadata import PictureError, without_metadata
from tests.regions import picture_samples as samples

STILL = {
    "jpeg": samples.jpeg(),
    "progressive jpeg": samples.jpeg(progressive=True),
    "grey jpeg": samples.jpeg(mode="L"),
    "cmyk jpeg": samples.jpeg(mode="CMYK"),
    "png": samples.png(),
    "webp": samples.webp(),
    "lossless webp": samples.webp(lossless=True),
    "gif": samples.gif(),
}
MOVING = {"png": samples.png(frames=3), "webp": samples.webp(frames=3), "gif": samples.gif(frames=3)}
TURNED = {
    "jpeg": samples.jpeg,
    "png": lambda orientation: samples.png(orientation=orientation),
    "webp": lambda orientation: samples.webp(orientation=orientation),
    "avif": samples.avif,
}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def opened(data: bytes) -> Any:
    return Image.open(io.BytesIO(data))


def frames(data: bytes) -> Iterator[bytes]:
    for frame in ImageSequence.Iterator(opened(data)):
        yield frame.convert("RGBA").tobytes()


def says_nothing(data: bytes) -> bool:
    picture = opened(data)
    names = {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Author", "Comment"} & set(picture.info)
    return not names and not dict(picture.getexif()) and not any(secret in data for secret in samples.SECRETS)


@pytest.mark.parametrize("data", STILL.values(), ids=STILL)
def test_metadata_go_and_every_pixel_stays(data: bytes) -> None:
    assert not says_nothing(data)
    cleaned = without_metadata(data)
    assert says_nothing(cleaned)
    assert opened(cleaned).format == opened(data).format.replace("MPO", "JPEG")
    assert list(frames(cleaned)) == list(frames(data))
    assert opened(cleaned).info.get("icc_profile") == opened(data).info.get("icc_profile")


@pytest.mark.parametrize("data", MOVING.values(), ids=MOVING)
def test_animations_stay_animated(data: bytes) -> None:
    cleaned = without_metadata(data)
    assert says_nothing(cleaned)
    assert opened(cleaned).n_frames == 3
    assert list(frames(cleaned)) == list(frames(data))
    assert opened(cleaned).info.get("loop") == opened(data).info.get("loop")


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("make", TURNED.values(), ids=TURNED)
def test_picture_is_turned_as_its_metadata_asked(make: Any, orientation: int) -> None:
    cleaned = without_metadata(make(orientation))
    upright: Any = ImageOps.exif_transpose(opened(make(orientation)))
    assert says_nothing(cleaned)
    assert opened(cleaned).size == upright.size
    for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)):
        at = (round(x * upright.width), round(y * upright.height))
        there, here = (tuple(picture.convert("RGB").getpixel(at)) for picture in (upright, opened(cleaned)))
        assert max(abs(one - other) for one, other in zip(there, here, strict=True)) < 12


def test_avif_loses_its_metadata() -> None:
    assert says_nothing(without_metadata(samples.avif()))


@pytest.mark.parametrize(
    "data", [*STILL.values(), *MOVING.values(), samples.avif(), samples.jpeg(6)], ids=lambda data: data[:12].hex()
)
def test_clean_picture_stays_as_it_is(data: bytes) -> None:
    cleaned = without_metadata(data)
    assert without_metadata(cleaned) == cleaned


def test_drawing_loses_what_does_not_draw() -> None:
    inside = base64.b64encode(samples.jpeg())
    svg = samples.SVG.replace(b"</svg>", b'<image href="data:image/jpeg;base64,' + inside + b'"/></svg>')
    cleaned = without_metadata(svg)
    assert b"rect" in cleaned
    assert not any(secret in cleaned for secret in (*samples.SECRETS, b"script", b"onclick", b"metadata"))
    [picture] = [part for part in cleaned.split(b'"') if part.startswith(b"data:")]
    assert says_nothing(base64.b64decode(picture.partition(b",")[2]))


def in_svg(content: bytes) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg">' + content + b"</svg>"


@pytest.mark.parametrize(
    "data",
    [
        in_svg(b'<image href="data:image/png;base64,iVBORw0KGgo"/>'),
        in_svg(b'<image href="data:image/jpeg;base64,\xc3\xa4\xc3\xa4\xc3\xa4="/>'),
        in_svg(b'<image href="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>'),
        in_svg(b"<g>" * 20_000 + b"</g>" * 20_000),
        in_svg(b"<g>" * 900 + b"<metadata/>" + b"</g>" * 900),
        b'<?xml version="1.0" encoding="no-such-code"?>' + in_svg(b"<g/>"),
        b'<?xml version="1.0" encoding="utf-7"?>' + in_svg(b"<g/>"),
        in_svg(b"<g>")[:-10],
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + in_svg(b"<text>&a;</text>"),
        samples.png()[:-12],
        samples.webp()[:-40],
        samples.jpeg()[:-1] + b"\xff",
        samples.avif()[:-300],
    ],
    ids=lambda data: data[:12].hex(),
)
def test_file_that_breaks_in_the_middle_is_refused_or_cleaned(data: bytes) -> None:
    with suppress(PictureError):
        cleaned = without_metadata(data)
        assert not any(secret in cleaned for secret in samples.SECRETS)


def test_deep_drawing_is_refused_in_words() -> None:
    with pytest.raises(PictureError, match="plain SVG"):
        without_metadata(in_svg(b"<g>" * 30_000 + b"</g>" * 30_000))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<html><svg",
        samples.jpeg()[:600],
        samples.png()[:500],
        b"GIF89a" + b"\xff" * 40,
        b"RIFF\x10\0\0\0WEBPVP8X",
    ],
    ids=["empty", "text", "html", "jpeg", "png", "gif", "webp"],
)
def test_broken_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(PictureError, match="can't be read"):
        without_metadata(data)


def test_too_many_pixels_are_refused_in_words(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 3_000_000
    file = io.BytesIO()
    Image.new("1", (2000, 1501)).save(file, "PNG")
    with pytest.raises(PictureError, match="at most 3 million"):
        without_metadata(file.getvalue())
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = None
    assert without_metadata(file.getvalue())
