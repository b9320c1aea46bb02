"""Saying what came of sending a text of the desk."""

from __future__ import annotations

from django.contrib import messages
from django.utils.translation import gettext as _

from editorial.trust.actions.send_page import Sent
from editorial.trust.sending_words import words_of_visible
from regions.portal_request import PortalRequest


def tell_sent(request: PortalRequest, sent: Sent) -> None:
    """Say on the next page whether the text is visible now, waits for review, or was public already."""
    if sent.is_visible_now:
        messages.success(request, words_of_visible(sent.way))
    elif sent.is_anything:
        messages.success(request, _("Sent. It waits for review. You get a mail when it has been read."))
    else:
        messages.info(request, _("This text is public already. There is nothing to send."))
