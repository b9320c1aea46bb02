"""What a field says of what it doesn't take, in every language of the portals. Django's own words lack some of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, Any] = {
    "required": _("Answer this, too."),
    "invalid_choice": _("Choose again."),
    "max_length": _("This is too long: write at most %(limit_value)d characters. Now there are %(show_value)d."),
    "min_value": _("Write a larger number: at least %(limit_value)s."),
    "max_value": _("Write a smaller number: at most %(limit_value)s."),
}
_NUMBER = _("Write a number, such as 12.")
_INVALID: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.EmailField, _("Write a whole e-mail address, such as name@example.org.")),
    (forms.URLField, _("Write a whole web address, such as www.example.fi.")),
    (forms.IntegerField, _NUMBER),
    (forms.DecimalField, _NUMBER),
)


def word_faults(field: forms.Field) -> None:
    """Give a form's field these words in place of Django's; what the form says in words of its own stays."""
    invalid = next((text for kind, text in _INVALID if isinstance(field, kind)), None)
    words = _WORDS | ({} if invalid is None else {"invalid": invalid})
    defaults: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        defaults |= getattr(kind, "default_error_messages", {})
    for code, text in words.items():
        if field.error_messages.get(code) is defaults.get(code):
            field.error_messages[code] = text
