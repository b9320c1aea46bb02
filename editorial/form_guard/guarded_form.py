"""Keeps spam out of forms that anybody may send, without a third party: a field that only machines fill in, and time.

Such a form takes ``GuardedFormMixin`` first and shows ``editorial/desk/guard_fields.html``. Its view asks
``is_from_machine`` before anything else, and counts with ``editorial.form_guard.attempt_limits``.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.form_guard import form_keys
from editorial.form_guard.form_keys import FormKey, make_form_key, read_form_key

#: What a program fills in and nobody else: the field is out of sight.
TRAP = "fax"
KEY = "form_key"


class GuardedFormMixin(forms.Form):
    """Adds the trap and the key of the form. Who is too fast is asked once more, and nothing is lost."""

    #: Seconds in which nobody fills this form in; None for as many as in any form.
    min_seconds: ClassVar[float | None] = None

    fax = forms.CharField(
        label=gettext_lazy("Leave this field empty."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.get(self.add_prefix(KEY), "") if self.is_bound else ""
        #: The key that the form was sent with; None for one that we haven't signed.
        self.sent_key: FormKey | None = read_form_key(sent)
        self._shown_key = self.sent_key or make_form_key()

    @property
    def is_from_machine(self) -> bool:
        """Whether the trap is filled in. A machine gets the same answer as everybody, and nothing happens."""
        return bool(self.data.get(self.add_prefix(TRAP)))

    @property
    def shown_key(self) -> str:
        """What the form that is shown carries. Its time goes on when the form comes back with an error."""
        return self._shown_key.signed

    def _is_too_fast(self, key: FormKey) -> bool:
        return key.age < (form_keys.MIN_SECONDS if self.min_seconds is None else self.min_seconds)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and (self.sent_key is None or self._is_too_fast(self.sent_key)):
            raise ValidationError(
                _("Please look through what you wrote, and press the button once more. Nothing is lost.")
            )
        return values
