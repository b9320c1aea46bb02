"""Pictures without what their files say about people: place, device, author, comments, thumbnails.

A camera writes the place where a picture was taken into its file. The place of an activity may be hidden, and a home
always is, so no picture is stored with it. Colours (ICC profiles) and animations stay.
"""

from __future__ import annotations

import base64
import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from PIL.ExifTags import Base
from PIL.JpegImagePlugin import get_sampling

from regions import conf
from regions.uploads.picture_chunks import gif_picture, jpeg_picture, png_picture, webp_picture

_FILTERS: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": jpeg_picture,
    "MPO": jpeg_picture,  # several JPEGs in one file, as phones write them; the first is the picture
    "PNG": png_picture,
    "WEBP": webp_picture,
    "GIF": gif_picture,
}
_UPRIGHT = 1
#: Of 100, for formats that must be coded again.
_QUALITY = 90
#: What Pillow reads of a file's metadata.
_METADATA = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Raw profile type exif", "mp", "mpoffset")
#: What broken files raise in decoders.
DECODER_ERRORS = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, AttributeError),
    *(ArithmeticError, struct.error, zlib.error),
)

_SVG_SPACES = ("{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}")
_DATA_ADDRESS = re.compile(r"data:image/[\w.+-]+;base64,([\w+/=\s]+)", re.IGNORECASE)


class PictureError(ValidationError):
    """The picture can't be stored. The message says why, and what to do."""


def without_metadata(data: bytes) -> bytes:
    """The same picture, upright, without metadata; the same bytes where there is nothing to remove.

    ``data`` is a whole file: JPEG, PNG, WebP, GIF and SVG lose only what doesn't draw, other formats that Pillow knows
    are coded again. A picture that EXIF turns is turned and coded again. Raises ``PictureError`` for a file that isn't
    a readable picture, or one with more pixels than ``WAGTAILIMAGES_MAX_IMAGE_PIXELS``.
    """
    if b"<svg" in data[:4096].lower():
        return _svg_without_metadata(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _raster_without_metadata(data)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except DECODER_ERRORS as error:
        raise unreadable_picture() from error


def _raster_without_metadata(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        limit = conf.most_pixels()
        if limit is not None and picture.width * picture.height > limit:
            raise _too_many_pixels()
        picture.load()
        file_format = picture.format or ""
        if _is_turned(picture):
            return _coded_again(picture, data)
        keep = _FILTERS.get(file_format)
        if keep is None:
            return _coded_again(picture, data) if any(picture.info.get(name) for name in _METADATA) else data
        cleaned = keep(data)
    with Image.open(io.BytesIO(cleaned)) as picture:
        picture.load()
    return cleaned


def unreadable_picture() -> PictureError:
    return PictureError(
        _("This file can't be read as a picture. Open it in a picture program, save it as JPEG or PNG and try again."),
        code="unreadable_picture",
    )


def _too_many_pixels() -> PictureError:
    millions = (conf.most_pixels() or 0) // 1_000_000
    return PictureError(
        _("This picture has too many pixels. Make it smaller (at most %(millions)s million) and try again."),
        code="too_many_pixels",
        params={"millions": millions},
    )


def _is_turned(picture: Image.Image) -> bool:
    """Whether EXIF asks for another orientation. Animations are never turned, as in browsers."""
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        return False
    return picture.getexif().get(Base.Orientation, _UPRIGHT) not in (0, _UPRIGHT)


def _coded_again(picture: Any, data: bytes) -> bytes:
    """The picture turned upright, in its own format, as near to the original as the format allows."""
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    file_format = picture.format
    if file_format in ("JPEG", "MPO"):
        file_format = "JPEG"
        options |= {"qtables": picture.quantization, "subsampling": get_sampling(picture), "optimize": True}
        options |= {"progressive": bool(picture.info.get("progressive"))}
    elif file_format == "WEBP":
        options |= {"lossless": b"VP8L" in data[:64], "quality": _QUALITY}
    elif file_format != "PNG":
        options |= {"quality": _QUALITY, "save_all": getattr(picture, "n_frames", 1) > 1}
    if options.get("save_all"):
        upright = picture
    else:
        upright = ImageOps.exif_transpose(picture)
        if upright is None:
            upright = picture.copy()
    for name in _METADATA:
        upright.info.pop(name, None)
    file = io.BytesIO()
    upright.save(file, file_format, **{name: value for name, value in options.items() if value is not None})
    return file.getvalue()


def _svg_without_metadata(data: bytes) -> bytes:
    """A drawing without metadata, comments, other programs' data and scripts; pictures inside it are cleaned."""
    try:
        root = fromstring(data)
        changed = _clean_element(root)
        return tostring(root) if changed or b"<!--" in data or b"<?xpacket" in data else data
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise PictureError(
            _("This drawing can't be read. Save it as “plain SVG” or as PNG and try again."), code="unreadable_picture"
        ) from error


def _clean_element(element: Element) -> bool:
    """Remove what doesn't draw below the element; return whether there was anything."""
    changed = False
    for name, value in list(element.attrib.items()):
        kept = _attribute(name, value)
        if kept != value:
            changed = True
            element.attrib.pop(name)
            if kept is not None:
                element.set(name, kept)
    for child in list(element):
        if not _draws(child.tag):
            element.remove(child)
            changed = True
        else:
            changed = _clean_element(child) or changed
    return changed


def _draws(tag: Any) -> bool:
    if not isinstance(tag, str):  # a processing instruction
        return False
    space, _brace, name = tag.rpartition("}")
    return (not space or f"{space}}}" in _SVG_SPACES) and name.lower() not in {"metadata", "script", "foreignobject"}


def _attribute(name: str, value: str) -> str | None:
    """The attribute's value as it may be stored; None for one that must go."""
    if name.startswith("{") and not name.startswith((*_SVG_SPACES, "{http://www.w3.org/XML/1998/namespace}")):
        return None
    if name.lower().startswith("on"):
        return None
    inside = _DATA_ADDRESS.match(value)
    if inside is None:
        return value
    picture = base64.b64decode(inside.group(1))
    cleaned = without_metadata(picture)
    return value if cleaned == picture else value[: inside.start(1)] + base64.b64encode(cleaned).decode()
