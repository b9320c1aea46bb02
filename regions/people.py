"""People in words."""

from __future__ import annotations

from typing import Any


def person_name(user: Any) -> str:
    """Return a person's full name, else the name they sign in with; empty without a person."""
    return str(user.get_full_name() or user.get_username()) if user is not None else ""
