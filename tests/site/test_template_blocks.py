"""A page fills only blocks of its base template. Django ignores any other block without an error."""

from __future__ import annotations

import re
from pathlib import Path

import kototori

TEMPLATES = Path(kototori.TEMPLATES)
BASE = re.compile(r'{% extends "(portal/[^"]+)" %}')
BLOCK = re.compile(r"{% block (\w+)")


def test_every_block_of_a_page_exists_in_its_base() -> None:
    pages = {path: BASE.search(path.read_text()) for path in TEMPLATES.rglob("*.html")}
    bases = {path: match[1] for path, match in pages.items() if match}
    unknown = []
    for path, base in bases.items():
        known = BLOCK.findall((TEMPLATES / base).read_text())
        unknown += [f"{path.name}: {block}" for block in BLOCK.findall(path.read_text()) if block not in known]
    assert bases
    assert unknown == []
