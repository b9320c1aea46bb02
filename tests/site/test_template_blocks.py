"""A page fills only blocks of its base template. Django ignores any other block without an error."""

from __future__ import annotations

import re
from pathlib import Path

import kototori

TEMPLATES = Path(kototori.TEMPLATES)
BASE = re.compile(r'{% extends "([^"]+)" %}')
BLOCK = re.compile(r"{% block (\w+)")


def base_of(path: Path) -> Path | None:
    base = BASE.search(path.read_text())
    return TEMPLATES / base[1] if base else None


def blocks_of_bases(path: Path) -> set[str]:
    """All blocks of a page's bases; none where one of them is Wagtail's."""
    blocks: set[str] = set()
    while base := base_of(path):
        if base == path or not base.exists():
            return set()
        blocks |= set(BLOCK.findall(base.read_text()))
        path = base
    return blocks


def test_every_block_of_a_page_exists_in_its_base() -> None:
    pages = {path: blocks_of_bases(path) for path in TEMPLATES.rglob("*.html")}
    known = {path: blocks for path, blocks in pages.items() if blocks}
    unknown = [f"{path.name}: {block}" for path in known for block in top_blocks(path) if block not in known[path]]
    assert len(known) > 20
    assert unknown == []


def top_blocks(path: Path) -> list[str]:
    """Blocks that stand in no other block of the page: another page may fill those within."""
    depth, found = 0, []
    for tag in re.finditer(r"{% (?:block (\w+)|endblock)", path.read_text()):
        if tag[1] and depth == 0:
            found.append(tag[1])
        depth += 1 if tag[1] else -1
    return found
