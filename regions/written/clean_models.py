"""Texts of ours are cleaned before an instance is saved: by a form, an import, a translation file or other code.

``bulk_create``, ``QuerySet.update``, raw SQL and COPY send no signal and pass by.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.signals import pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from regions.written.clean_text import clean_text, clean_value

#: Apps whose texts are for people.
_APPS = ("regions", "listings", "faces", "editorial")
#: Models of other packages that carry texts of ours, where they are installed.
_OTHER_MODELS = (
    "wagtailcore.Revision",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.TaskState",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.OverridableSegment",
    "taggit.Tag",
)


class CleanTextMixin:
    """Base of models: texts are cleaned before they are validated, so that one of noise alone counts as empty."""

    def clean_fields(self, exclude: Any = None) -> None:
        clean_texts(self)
        super().clean_fields(exclude=exclude)  # type: ignore[misc]


def clean_texts(instance: Any) -> None:
    """Clean the values of all text fields of an instance, those of its base models included."""
    for name, lines in _text_fields(instance._meta.model):
        value = instance.__dict__.get(name)
        if value and isinstance(value, str | list | dict):
            cleaned = clean_text(value, lines=lines) if isinstance(value, str) else clean_value(value, lines=lines)
            if cleaned != value:
                setattr(instance, name, cleaned)


@cache
def _text_fields(model: type[models.Model]) -> tuple[tuple[str, bool], ...]:
    return tuple(_find_text_fields(model))


def _find_text_fields(model: type[models.Model]) -> Iterator[tuple[str, bool]]:
    """Yield names of fields, and whether their texts may have several lines."""
    for field in model._meta.concrete_fields:
        inner = field.base_field if isinstance(field, ArrayField) else field
        if isinstance(inner, models.TextField | models.JSONField):
            yield field.attname, True
        elif isinstance(inner, models.CharField):
            yield field.attname, False


def clean_before_saving(sender: Any, instance: Any, **kwargs: Any) -> None:
    clean_texts(instance)


def connect() -> None:
    for model in apps.get_models():
        if model._meta.app_label in _APPS or model._meta.label in _OTHER_MODELS or model in _replaceable():
            pre_save.connect(clean_before_saving, sender=model, dispatch_uid=f"regions_clean_{model._meta.label}")


def _replaceable() -> tuple[type[models.Model], ...]:
    """Models that a project may replace by its own."""
    return get_image_model(), get_document_model(), get_user_model()
