"""Wagtail's field for rich text, with a check of what came before it is converted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from regions.refusals.request_input import MalformedInputError, read_json

#: Characters of the editor's JSON, and what one text may consist of.
MAX_LENGTH = 400_000
MAX_BLOCKS = 1_000
MAX_TEXT = 100_000
MAX_DEPTH = 10
MAX_RANGES = 1_000


class RichTextInput(DraftailRichTextArea):
    """Takes what the editor sends, a content state of Draft.js in JSON; ``MalformedInputError`` for anything else."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = data.get(name)
        if sent is not None:
            check_content_state(sent)
        return super().value_from_datadict(data, files, name)


def check_content_state(text: str) -> None:
    """Check the form of a rich text, and that its size is one that somebody writes."""
    if len(text) > MAX_LENGTH:
        raise MalformedInputError(_("A text is too long."))
    state = read_json(text)
    _require(state is None or isinstance(state, dict))
    if state is None:
        return
    blocks, entities = state.get("blocks", []), state.get("entityMap", {})
    _require(isinstance(blocks, list) and isinstance(entities, dict))
    if len(blocks) > MAX_BLOCKS or sum(len(block.get("text") or "") for block in _dicts(blocks)) > MAX_TEXT:
        raise MalformedInputError(_("A text is too long."))
    _require(all(_is_entity(entity) for entity in entities.values()))
    _require(all(_is_block(block, entities) for block in blocks))


def _require(holds: bool) -> None:
    if not holds:
        raise MalformedInputError(_("A text isn't in the form in which the page sends it."))


def _dicts(items: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for item in items:
        _require(isinstance(item, dict) and isinstance(item.get("text") or "", str))
        yield item


def _is_entity(entity: Any) -> bool:
    """Whether it has a type and data whose values are plain; a link has an address or names a page."""
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        return False
    data = entity.get("data", {})
    if not isinstance(data, dict) or any(isinstance(value, list | dict) for value in data.values()):
        return False
    if entity["type"] == "LINK":
        return _is_id(data.get("id")) if data.get("id") is not None else isinstance(data.get("url"), str)
    return True


def _is_id(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isdecimal() and len(value) < 19
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**18


def _is_block(block: dict[str, Any], entities: dict[str, Any]) -> bool:
    depth, kind, key = block.get("depth", 0), block.get("type"), block.get("key", "")
    if not _is_number(depth) or depth > MAX_DEPTH or not isinstance(kind, str) or not isinstance(key, str):
        return False
    styles, links = block.get("inlineStyleRanges") or [], block.get("entityRanges") or []
    if not isinstance(styles, list) or not isinstance(links, list) or len(styles) + len(links) > MAX_RANGES:
        return False
    size = len(block.get("text") or "")
    return all(_is_range(item, size) and isinstance(item.get("style"), str) for item in styles) and all(
        _is_range(item, size) and isinstance(item.get("key"), int | str) and str(item["key"]) in entities
        for item in links
    )


def _is_range(item: Any, size: int) -> bool:
    """Whether it is a part of the text. The editor counts in UTF-16, so there are at most twice as many units."""
    if not isinstance(item, dict) or not _is_number(item.get("offset")) or not _is_number(item.get("length")):
        return False
    return bool(item["offset"] + item["length"] <= 2 * size + 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
