"""Whether only the wording of a public original changes, so that its translations still hold: asked when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from listings.translated_texts.text_state import TextState
from listings.translated_texts.text_strings import text_strings
from listings.translated_texts.wordings import changed_texts, note_wording

#: The form's field.
FIELD = "only_wording"


@dataclass(frozen=True)
class WordingQuestion:
    """``is_ticked``: the version says already that only the wording changes."""

    is_ticked: bool
    field: str = FIELD


def wording_question(version: Any, stored: Any) -> WordingQuestion | None:
    """Return the question about a version of a page; None where no public translation depends on the answer.

    ``stored``: the page's row, of its own type. At most one statement.
    """
    if not _is_changed_original(version, stored):
        return None
    translations = type(stored).objects.filter(translation_key=stored.translation_key, live=True).exclude(pk=stored.pk)
    return WordingQuestion(not changed_texts(version, stored)) if translations.exists() else None


def says_only_wording(data: Mapping[str, Any]) -> bool:
    return bool(data.get(FIELD))


def answer_for_sending(page: Any, stored: Any, user: Any, *, is_only_wording: bool) -> None:
    """Put the writer's answer into the version that is sent, as a revision where it says something new.

    To be called under the page's lock; ``stored`` is its row.
    """
    public = stored.specific
    if _is_changed_original(page, public) and note_wording(page, public, is_only_wording=is_only_wording):
        page.save_revision(user=user, clean=False)


def answer_for_review(revision: Any, stored: Any, *, is_only_wording: bool) -> bool:
    """Put the reviewer's answer into the revision that is approved; return whether it said something else.

    The text stays what was sent. To be called under the page's lock, once it is known that nothing else has changed.
    """
    version = revision.as_object()
    if wording_question(version, stored) is None:
        return False
    if not note_wording(version, stored, is_only_wording=is_only_wording):
        return False
    revision.content = {**revision.content, "text_state": version.text_state}
    revision.save(update_fields=["content"])
    return True


def _is_changed_original(version: Any, stored: Any) -> bool:
    """Whether it is a version of a public original with other words."""
    names = getattr(stored, "text_fields", ())
    if not stored.live or not names or not hasattr(stored, "text_state") or not _is_original(stored):
        return False
    return any(text_strings(version, name) != text_strings(stored, name) for name in names)


def _is_original(stored: Any) -> bool:
    return bool(stored.is_source) if hasattr(stored, "is_source") else not TextState.of(stored).original
