"""The mail backend of a site that doesn't know its mail server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NoEmailBackend(BaseEmailBackend):
    """Sends nothing and says why (``KOTOTORI_EMAIL_FAULT``), so that mails wait until somebody has set it right."""

    def open(self) -> NoReturn:
        raise ImproperlyConfigured(settings.KOTOTORI_EMAIL_FAULT)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> NoReturn:
        self.open()
