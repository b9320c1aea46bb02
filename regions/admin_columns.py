"""Columns of the admin's lists whose cells carry their label on a phone, where the list's head is hidden."""

from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column


class LabelledColumn(Column):
    """A column whose cells have the label beside the value; the stylesheet shows it on narrow screens."""

    cell_template_name = "regions/admin/labelled_cell.html"


def labelled(model: type[Model], name: str, **options: Any) -> LabelledColumn:
    """A sortable column of a model's field."""
    field: Any = model._meta.get_field(name)
    return LabelledColumn(name, label=capfirst(field.verbose_name), sort_key=name, **options)


def yes_or_no(value: bool) -> str:
    """The value in words. Wagtail's red cross for False looks like an error."""
    return _("yes") if value else _("no")
