"""Images are searched within a tag. Wagtail's chooser does both at once, but its search doesn't know names of tags."""

from wagtail.images import get_image_model
from wagtail.search import index


def connect() -> None:
    """Let a search of images be limited to a tag."""
    for field in get_image_model().search_fields:
        if isinstance(field, index.RelatedFields) and field.field_name == "tags":
            names = {inner.field_name for inner in field.fields if isinstance(inner, index.FilterField)}
            if "name" not in names:
                field.fields.append(index.FilterField("name"))
