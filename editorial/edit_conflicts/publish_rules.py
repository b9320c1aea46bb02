"""Rules about who may not publish a page past a review: the editor and bulk actions ask all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regions.registry import Registry

#: From a page and who publishes it; returns why they may not, or an empty text.
PublishRule = Callable[[Any, Any], str]
rules: Registry[PublishRule] = Registry("rule about publishing")


def refusal_to_publish(page: Any, user: Any) -> str:
    """Return why this person may not publish the page; empty where they may."""
    return next((words for _name, rule in rules.items() if (words := rule(page, user))), "")
