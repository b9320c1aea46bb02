"""Model fields for weekdays and weeks of a month, with checkboxes in their forms."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)
WEEKS_OF_MONTH = (
    (1, _("first")),
    (2, _("second")),
    (3, _("third")),
    (4, _("fourth")),
    (5, _("fifth")),
    (-1, _("last")),
)


class NamedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in a named group (ARIA): Wagtail's heading above them isn't connected with them for screen readers."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.label = label

    def render(self, *args: Any, **kwargs: Any) -> Any:
        boxes = super().render(*args, **kwargs)
        return format_html('<div role="group" aria-label="{}">{}</div>', capfirst(self.label), boxes)


if TYPE_CHECKING:
    _Numbers = ArrayField[Any, Any]
else:
    _Numbers = ArrayField


class ChoicesArrayField(_Numbers):
    """Small whole numbers, each one of a few choices, shown as checkboxes and stored sorted without repeats."""

    numbers: tuple[tuple[int, Any], ...] = ()

    def __init__(
        self, base_field: models.Field[Any, Any] | None = None, size: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(base_field or models.SmallIntegerField(), size=size, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        options = {"label": self.verbose_name, "help_text": self.help_text, "required": not self.blank} | {
            name: value for name, value in kwargs.items() if name in {"label", "help_text", "required", "initial"}
        }
        widget = NamedCheckboxes(self.verbose_name)
        return forms.TypedMultipleChoiceField(choices=self.numbers, coerce=int, widget=widget, **options)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        unknown = set(value or ()) - {number for number, _label in self.numbers}
        if unknown:
            raise forms.ValidationError(_("Choose among the values that the form offers."))


class WeekdaysField(ChoicesArrayField):
    """ISO weekdays, 1 = Monday to 7 = Sunday."""

    numbers = WEEKDAYS


class WeeksOfMonthField(ChoicesArrayField):
    """Weeks of a month, 1 to 5 or -1 for the last (RFC 5545, BYDAY with a number)."""

    numbers = WEEKS_OF_MONTH
