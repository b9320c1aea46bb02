"""Rules about who may approve what, kept by whom they concern: an approval asks all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regions.registry import Registry

#: From a review that waits and who approves it; raises ``PermissionDenied`` where they may not.
AnswerRule = Callable[[Any, Any], None]
rules: Registry[AnswerRule] = Registry("rule about approving")


def check_approval(state: Any, user: Any) -> None:
    """Raise ``PermissionDenied``, which says why, where a rule refuses. A program, without a user, is asked nothing."""
    if user is not None:
        for _name, rule in rules.items():
            rule(state, user)
