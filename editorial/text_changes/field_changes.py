"""What two versions of a page say in one field: values, texts, tags, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from editorial.text_changes.change import Change, ShownPicture
from editorial.text_changes.field_words import field_words
from editorial.text_changes.place_labels import place_label


def field_changes(name: str, before: Any, after: Any) -> Iterator[Change]:
    """Yield the field in words where one of the versions has something in it; ``before`` may be None."""
    if name == "tags":
        yield from _tags(before, after)
        return
    field = type(after)._meta.get_field(name)
    if field.is_relation and field.related_model is get_image_model():
        yield from _pictures(field, before, after)
        return
    was = field_words(before, field) if before is not None else ""
    now = field_words(after, field)
    if was or now:
        is_offered = _is_offered(field, getattr(after, name))
        yield Change(name, place_label(after, name), was, now, is_offered=is_offered, **_text_facts(field, after))


def _is_offered(field: Any, value: Any) -> bool:
    """Whether a field has the value that every new page has: it says nothing of what its writer thinks."""
    return field.has_default() and not callable(field.default) and value == field.default


def _text_facts(field: Any, page: Any) -> dict[str, Any]:
    """How a field is shown that holds what somebody has written."""
    is_text = isinstance(field, RichTextField | StreamField | models.TextField) or (
        type(field) is models.CharField and not field.choices
    )
    if not is_text or field.name in ("level_language", "slug"):
        return {}
    return {"is_text": True, "language": page.locale.language_code}


def _tags(before: Any, after: Any) -> Iterator[Change]:
    was, now = (_tag_words(page) for page in (before, after))
    if was or now:
        yield Change("tags", place_label(after, "tags"), was, now)


def _tag_words(page: Any) -> str:
    return ", ".join(sorted(row.tag.name for row in page.tagged_items.select_related("tag"))) if page else ""


def _pictures(field: Any, before: Any, after: Any) -> Iterator[Change]:
    was, now = (ShownPicture.of(getattr(page, field.name, None)) for page in (before, after))
    if was or now:
        names = [picture.name if picture else "" for picture in (was, now)]
        label = place_label(after, field.name)
        yield Change(field.name, label, names[0], names[1], before_picture=was, after_picture=now)
