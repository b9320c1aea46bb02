"""What other packages tell in a mail about an answer, beside its comment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regions.registry import Registry

#: From an answered ``ReviewState`` and its page to paragraphs, in the active language; none where there is nothing.
AnswerDetails = Callable[[Any, Any], tuple[str, ...]]
answer_details: Registry[AnswerDetails] = Registry("detail of an answer")


def details_of(state: Any, page: Any) -> tuple[str, ...]:
    """Return the paragraphs of all packages."""
    return tuple(words for details in answer_details.entries() for words in details(state, page))
