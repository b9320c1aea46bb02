"""A page fills only blocks that its base has: what stands in any other block is never shown, and nothing says so."""

from __future__ import annotations

import re
from pathlib import Path

import kototori

TEMPLATES = Path(kototori.TEMPLATES)
BASE = re.compile(r'{% extends "(portal/[^"]+)" %}')
BLOCK = re.compile(r"{% block (\w+)")


def test_every_block_of_a_page_is_one_of_its_base() -> None:
    pages = {path: BASE.search(path.read_text()) for path in TEMPLATES.rglob("*.html")}
    bases = {path: found[1] for path, found in pages.items() if found}
    lost = []
    for path, base in bases.items():
        known = BLOCK.findall((TEMPLATES / base).read_text())
        lost += [f"{path.name}: {block}" for block in BLOCK.findall(path.read_text()) if block not in known]
    assert bases
    assert lost == []
