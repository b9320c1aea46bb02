"""Taking back a text of the desk that waits, and saying what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from editorial.desk_texts.actions.send_text import TakeBackText
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from regions.portal_request import PortalRequest


def take_back_text(request: PortalRequest, page: Any, seen: PageVersion) -> None:
    """End a review that nobody has answered yet; ``page`` is None where there is none of the person's to end."""
    try:
        is_done = page is not None and TakeBackText(page, request.user, seen).execute()
    except EditConflictError:
        is_done = False
    if is_done:
        messages.success(request, _("Taken back. You can go on writing, and send it again."))
    else:
        messages.error(request, _("There is nothing to take back: it has been answered already."))
