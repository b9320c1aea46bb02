"""Sending a translation to its portal's review: the same list and screen as every other text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from editorial.desk_texts.actions.send_text import SendText
from editorial.edit_conflicts.page_version import PageVersion
from editorial.translation_orders.translated_texts import TranslatedText, may_translate
from editorial.trust.actions.send_page import Sent


class SendTranslation:
    """Sends the version of a text as it is stored. What isn't translated in it is read in the original.

    ``seen`` is the version that the translator has before them.
    """

    def __init__(self, text: TranslatedText, user: Any, seen: PageVersion) -> None:
        self.text, self.user, self.seen = text, user, seen

    def execute(self) -> Sent:
        """Raises ``ValidationError`` where its name isn't translated, and as ``SendText`` does."""
        if not may_translate(self.user, self.text):
            raise PermissionDenied
        if self.text.version is None:
            raise ValidationError({"title": [_("Translate the name first. Without it nothing can be sent.")]})
        return SendText(self.text.version, self.user, self.seen).execute()
