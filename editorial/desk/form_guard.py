"""Keeps spam out of forms that anybody may send, without a third party: a trap, a minimum time, and limits.

A form takes ``GuardedFormMixin`` first, and the view asks ``is_spam`` and ``within_limits``.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SALT = "editorial.desk.form_guard"
#: Seconds that a person needs at least, and a page may be open at most.
MIN_SECONDS = 2
MAX_SECONDS = 24 * 60 * 60


def opened_now() -> str:
    """Return the signed time that a form carries."""
    return signing.dumps(time.time(), salt=_SALT)


class GuardedFormMixin(forms.Form):
    """Adds a field that only machines fill in, and the time when the page was opened."""

    #: Name of the field whose value is limited besides the sender.
    guarded_by: ClassVar[str] = ""

    homepage = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opened_now

    @property
    def is_spam(self) -> bool:
        """Whether a machine has filled in the trap. It gets the same answer as everybody, and nothing happens."""
        return bool(self.data.get(self.add_prefix("homepage")))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            seconds = time.time() - float(signing.loads(values.get("opened") or "", salt=_SALT))
        except (signing.BadSignature, TypeError, ValueError) as error:
            self._open_again()
            raise ValidationError(_("The page was open for too long. Send the form again.")) from error
        if not MIN_SECONDS <= seconds <= MAX_SECONDS:
            if seconds > MAX_SECONDS:
                self._open_again()
            raise ValidationError(
                _("That was very quick. Wait a moment and send the form again.")
                if seconds < MIN_SECONDS
                else _("The page was open for too long. Send the form again.")
            )
        return values

    def _open_again(self) -> None:
        """Give the form that is shown again a new time."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a query, or a dictionary
        data[self.add_prefix("opened")] = opened_now()
        self.data = data


def within_limits(kind: str, limits: Iterable[tuple[str, int, int]]) -> bool:
    """Count one more for each (what, how many, in how many seconds); return whether all are within their limit.

    The counts are in the cache that all processes share, under digests: it holds no address.
    """
    allowed = True
    for what, most, seconds in limits:
        period = int(time.time() // seconds)
        key = f"guard:{_digest(f'{kind}|{what}|{period}')}"
        cache.add(key, 0, timeout=seconds)
        try:
            count = cache.incr(key)
        except ValueError:  # it has run out between the two
            count = 1
        allowed = allowed and count <= most
    return allowed


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, as the trusted proxies in front say it (``ALLAUTH_TRUSTED_PROXY_COUNT``)."""
    proxies = int(getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0) or 0)
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return str(hops[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def _digest(text: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}|{text}".encode()).hexdigest()
