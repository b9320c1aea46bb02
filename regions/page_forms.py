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

from regions.written.clean_forms import CleanTextFormMixin


class PortalPageForm(CleanTextFormMixin, WagtailAdminPageForm):
    """Accepts pictures that the person may choose, and those that the page has already.

    Wagtail's chooser offers no others, but a form can be sent without its chooser.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        fields = _picture_fields(self._meta.model)
        ids_by_field = {name: set(_picture_ids(cleaned.get(name))) for name in fields if name in self.fields}
        all_ids = {picture_id for picture_ids in ids_by_field.values() for picture_id in picture_ids}
        if all_ids and self.for_user is not None:
            allowed = self._visible(all_ids) | self._current_ids(fields)
            for name, picture_ids in ids_by_field.items():
                if picture_ids - allowed:
                    self.add_error(name, _("Choose one of the pictures that are offered."))
        return cleaned

    def _visible(self, picture_ids: set[int]) -> set[int]:
        policy = policy_registry.get_by_type(get_image_model())
        visible = policy.instances_user_has_any_permission_for(self.for_user, ["choose"])
        return set(visible.filter(pk__in=picture_ids).values_list("pk", flat=True))

    def _current_ids(self, fields: list[str]) -> set[int]:
        """Ids of the pictures in the page's row and in the draft that is being edited."""
        page = self._meta.model.objects.filter(pk=self.instance.pk).first()
        if page is None:
            return set()
        versions = [page, page.get_latest_revision_as_object()]
        values = [getattr(version, name) for version in versions for name in fields]
        return {picture_id for value in values for picture_id in _picture_ids(value)}


def _picture_fields(model: Any) -> list[str]:
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        or (isinstance(field, models.ForeignKey) and field.related_model is get_image_model())
    ]


def _picture_ids(value: Any) -> Iterator[int]:
    """Ids of the pictures in a field's value, which is a picture or a stream of blocks."""
    if isinstance(value, get_image_model()):
        yield value.pk
    elif value is not None and hasattr(value, "raw_data"):
        for block in value:
            if block.block_type == "picture" and block.value["image"] is not None:
                yield block.value["image"].pk
