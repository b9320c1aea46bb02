"""The model field for a telephone number, or for several with words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from regions.written.phone_numbers import unreadable_part

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField

#: Room for two numbers with their opening hours.
PHONE_LENGTH = 120


def validate_phone(text: str) -> None:
    """Raise ``ValidationError`` with what can't be read, and with an example."""
    unread = unreadable_part(text)
    if unread:
        raise ValidationError(
            _(
                "We can't read “%(text)s” as a telephone number. Write it as people dial it, such as 040 123 4567 or "
                "+358 40 123 4567. Opening hours and names may stand beside it."
            ),
            params={"text": unread},
            code="phone",
        )


class PhoneField(_CharField):
    """Its forms refuse what nobody can dial. Rows may hold any text: what can't be dialled is shown without a link.

    Only forms refuse, so that an older text never keeps a page from being published or moved.
    """

    form_validators = (validate_phone,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": PHONE_LENGTH, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        made: forms.Field | None = super().formfield(**kwargs)
        if made is not None:
            made.validators = [*made.validators, *self.form_validators]
        return made
