"""Pictures in the sizes that public pages show, by the ids of Wagtail's images."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass

from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

logger = logging.getLogger(__name__)

#: For phones, and for wider screens; in pixels. Wagtail doesn't enlarge.
_SMALL, _LARGE = "max-640x640|format-webp", "max-1280x960|format-webp"


@dataclass(frozen=True)
class Picture:
    """A picture in two widths. Addresses are those of Django's storage: paths on the portal's host, or absolute."""

    url: str
    width: int
    height: int
    small_url: str
    small_width: int
    small_height: int

    @property
    def srcset(self) -> str:
        """Both sizes, for the browser to choose from."""
        return f"{self.small_url} {self.small_width}w, {self.url} {self.width}w"


def pictures_by_id(ids: Collection[int]) -> dict[int, Picture]:
    """Pictures by image id. No query, or two; sizes that are missing are rendered first.

    A deleted image, and one without a readable file, is left out: the page is shown without it.
    """
    if not ids:
        return {}
    pictures = {}
    for image in get_image_model().objects.filter(pk__in=ids).prefetch_renditions(_SMALL, _LARGE):
        try:
            sizes = image.get_renditions(_SMALL, _LARGE)
        except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError):
            logger.exception("Image %s can't be shown", image.pk)
            continue
        small, large = sizes[_SMALL], sizes[_LARGE]
        pictures[image.pk] = Picture(large.url, large.width, large.height, small.url, small.width, small.height)
    return pictures
