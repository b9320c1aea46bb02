"""Columns of the admin's lists whose cells say on a phone what they are, where the list's head has no room."""

from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column


class LabelledColumn(Column):
    """The stylesheet puts the label before the value where rows stand below each other."""

    cell_template_name = "regions/admin/labelled_cell.html"


def labelled(model: type[Model], name: str, **options: Any) -> LabelledColumn:
    """The column of a model's field, by which the list can be sorted."""
    field: Any = model._meta.get_field(name)
    return LabelledColumn(name, label=capfirst(field.verbose_name), sort_key=name, **options)


def yes_or_no(value: bool) -> str:
    """In words: Wagtail's red cross looks as if something were wrong where only something isn't so."""
    return _("yes") if value else _("no")
