"""Forms of pages that portals are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


class PortalPageForm(WagtailAdminPageForm):
    """Takes only pictures that the person sees, and those that are there already.

    Wagtail's chooser offers them alone, but a form can be sent without its chooser.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        fields = _picture_fields(self._meta.model)
        chosen = {name: set(_pictures(cleaned.get(name))) for name in fields if name in self.fields}
        numbers = {number for found in chosen.values() for number in found}
        if numbers and self.for_user is not None:
            allowed = self._seen(numbers) | self._there(fields)
            for name, found in chosen.items():
                if found - allowed:
                    self.add_error(name, _("Choose one of the pictures that are offered."))
        return cleaned

    def _seen(self, numbers: set[int]) -> set[int]:
        policy = policy_registry.get_by_type(get_image_model())
        seen = policy.instances_user_has_any_permission_for(self.for_user, ["choose"])
        return set(seen.filter(pk__in=numbers).values_list("pk", flat=True))

    def _there(self, fields: list[str]) -> set[int]:
        """What the page shows already, in the row or in the draft that is being edited."""
        page = self._meta.model.objects.filter(pk=self.instance.pk).first()
        if page is None:
            return set()
        versions = [page, page.get_latest_revision_as_object()]
        return {number for version in versions for name in fields for number in _pictures(getattr(version, name))}


def _picture_fields(model: Any) -> list[str]:
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        or (isinstance(field, models.ForeignKey) and field.related_model is get_image_model())
    ]


def _pictures(value: Any) -> Iterator[int]:
    """Numbers of the pictures in a field's value: a picture itself, or those in a stream's blocks."""
    if isinstance(value, get_image_model()):
        yield value.pk
    elif value is not None and hasattr(value, "raw_data"):
        for block in value:
            if block.block_type == "picture" and block.value["image"] is not None:
                yield block.value["image"].pk
