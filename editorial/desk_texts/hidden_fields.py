"""Fields of the desk's forms that people don't see: whose form it is, and in which window."""

from __future__ import annotations

import uuid

from editorial.desk_texts import sent_fields
from editorial.desk_texts.models import TypedRow
from editorial.desk_texts.writer_tokens import writer_token
from regions.portal_request import PortalRequest


def hidden_fields(request: PortalRequest, typed: TypedRow | None) -> dict[str, str]:
    """Return names and values. ``typed`` is what is kept of the form that is being opened.

    A form that is shown again after an error is still the same window's.
    """
    sent = request.POST if request.method == "POST" else {}
    seen = sent.get(sent_fields.TYPED_SEEN, "") if sent else typed.typed_at.isoformat() if typed is not None else ""
    return {
        sent_fields.FORM_KEY: sent.get(sent_fields.FORM_KEY, "")[:64] or uuid.uuid4().hex,
        sent_fields.PERSON: writer_token(request.user),
        sent_fields.TYPED_SEEN: seen[:40],
    }
