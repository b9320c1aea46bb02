"""System checks of page models: every change of a family's page waits for publishing, and no timer publishes."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from modelcluster.fields import ParentalManyToManyField

from listings.models import FamilyPage


def family_pages_publish_everything(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Check all models of family pages."""
    pages = [model for model in apps.get_models() if issubclass(model, FamilyPage)]
    return [fault for model in pages for fault in (*_draft_leaks(model), *_scheduling_panels(model))]


def _draft_leaks(model: Any) -> Iterator[CheckMessage]:
    """Find plain many-to-many fields, which are written when a draft is saved (listings.E001)."""
    for field in model._meta.local_many_to_many:
        if isinstance(field, models.ManyToManyField) and not isinstance(field, ParentalManyToManyField):
            yield Error(
                f"{model.__name__}.{field.name} is a plain ManyToManyField: drafts would change what is public.",
                hint="Use modelcluster's ParentalManyToManyField.",
                obj=model,
                id="listings.E001",
            )


def _scheduling_panels(model: Any) -> Iterator[CheckMessage]:
    """Find panels for go-live and expiry dates (listings.E002). Facts and the record say from when until when."""
    panels = [*model.content_panels, *model.promote_panels, *model.settings_panels]
    for panel in _flat(panels):
        name = getattr(panel, "field_name", "")
        if name in {"go_live_at", "expire_at"} or type(panel).__name__ == "PublishingPanel":
            yield Error(
                f"{model.__name__} offers scheduled publishing.",
                hint="Remove the panel: whether something is public must not depend on a timer having run.",
                obj=model,
                id="listings.E002",
            )


def _flat(panels: list[Any]) -> Iterator[Any]:
    for panel in panels:
        yield panel
        yield from _flat(getattr(panel, "children", []))


def connect() -> None:
    register(family_pages_publish_everything)
