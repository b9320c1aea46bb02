"""A photo from a phone made into a picture for the web: upright, of a sensible size, without metadata."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from regions import conf
from regions.uploads.picture_metadata import DECODER_ERRORS

#: Pixels of the longer side of what is stored.
LONGER_SIDE = 2400
#: Pixels, in millions, of formats that can't be decoded at a smaller size.
MOST_WHOLE = 30
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")

pillow_heif.register_heif_opener()


class PictureFault(ValidationError):
    """Why the file can't be taken, and what to do."""


def most_bytes() -> int:
    return int(getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 20 * 1024 * 1024))


def ready_picture(upload: Any) -> ContentFile[bytes]:
    """Return the picture of an uploaded file, as JPEG, or as PNG where it is transparent. Raises ``PictureFault``."""
    if upload.size > most_bytes():
        raise PictureFault(
            _("This picture is too big (%(size)s). Choose one of at most %(most)s.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(most_bytes())}
        )
    upload.seek(0)
    data = upload.read()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _scaled(data)
    except Image.DecompressionBombError:
        raise _too_many_pixels(conf.most_pixels() or 0) from None
    except (*DECODER_ERRORS, MemoryError) as error:
        raise PictureFault(
            _("This file can't be read as a picture. Choose a photo: JPEG, PNG, WebP, or HEIC of an iPhone.")
        ) from error


def _scaled(data: bytes) -> ContentFile[bytes]:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        most = conf.most_pixels() or 0
        if picture.format not in ("JPEG", "MPO"):
            most = min(most or MOST_WHOLE * 1_000_000, MOST_WHOLE * 1_000_000)
        if most and picture.width * picture.height > most:
            raise _too_many_pixels(most)
        picture.draft("RGB", (LONGER_SIDE, LONGER_SIDE))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        profile = picture.info.get("icc_profile")
    upright.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
    is_transparent = upright.has_transparency_data
    plain = upright.convert("RGBA" if is_transparent else "RGB")
    plain.info.clear()
    options: dict[str, Any] = {"icc_profile": profile} if profile and upright.mode in ("RGB", "RGBA") else {}
    file = io.BytesIO()
    if is_transparent:
        plain.save(file, "PNG", optimize=False, **options)
    else:
        plain.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=True, **options)
    return ContentFile(file.getvalue(), name="picture.png" if is_transparent else "picture.jpg")


def _too_many_pixels(most: int) -> PictureFault:
    return PictureFault(
        _("This picture has too many pixels. Make it smaller (at most %(millions)s million) and try again.")
        % {"millions": most // 1_000_000}
    )
