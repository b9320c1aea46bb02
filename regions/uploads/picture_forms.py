"""The upload form of images, ``WAGTAILIMAGES_IMAGE_FORM_BASE``."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from regions.uploads.picture_metadata import DECODER_ERRORS, unreadable_picture


class PictureField(WagtailImageField):
    """Wagtail's field, which says in words what is wrong with a file that breaks off; Wagtail's own has an error."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except DECODER_ERRORS as error:
            raise unreadable_picture() from error


class PictureForm(BaseImageForm):
    file = PictureField(label=_("File"))
