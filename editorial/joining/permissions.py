"""Who may answer requests to join."""

from __future__ import annotations

from typing import Any

from editorial.joining.models import JoinRequest
from regions.permissions import may_coordinate


def may_answer_request(user: Any, join_request: JoinRequest) -> bool:
    """Whether the person coordinates the portal that the request is at."""
    return may_coordinate(user, join_request.portal)
