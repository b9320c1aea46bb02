"""Translations about which somebody is asked, on the desk's home."""

from __future__ import annotations

from typing import Any

from editorial.desk.home_parts import HomePart
from editorial.second_opinions.asked_opinions import asked_rows
from regions.portal_request import PortalRequest


def waiting(request: PortalRequest) -> dict[str, Any] | None:
    """None where nobody asks."""
    rows = asked_rows(request.user)
    return {"rows": rows} if rows else None


SECOND_OPINIONS = HomePart("editorial/second_opinions/home.html", waiting, is_need=True)
