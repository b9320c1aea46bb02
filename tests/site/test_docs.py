"""What the project's texts say of its files, names, commands and decisions is so."""

from __future__ import annotations

import importlib.util
import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands

from kototori import APPS

ROOT = Path(__file__).resolve().parents[2]
#: What is made while the project runs, and is no part of it.
_MADE = {"var", "node_modules", "__pycache__", "build", "dist"}
_FENCE = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[\w.*<>{},/-]+")
_EXTENSIONS = ("py", "md", "json", "csv", "html", "css", "js", "toml", "txt", "po")
#: A name that stands with the file in which it is: "`name` in `path`", "`name` (`path`)", "`path:name`".
_NAME_IN_FILE = re.compile(r"`([A-Za-z_][\w.]*)(?:\(\))?` (?:in |\()`([\w./-]+)`")
_FILE_AND_NAME = re.compile(r"`([\w./-]+\.py):([\w.]+)`")


def _walk() -> Iterator[Path]:
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _MADE)
        yield from (Path(folder, name) for name in sorted(files))


@cache
def files() -> tuple[Path, ...]:
    return tuple(_walk())


def texts() -> list[Path]:
    """The project's documents: those in docs/, and every README."""
    found = [*ROOT.glob("docs/**/*.md"), ROOT / "CHANGELOG.md", *(path for path in files() if path.name == "README.md")]
    return sorted(set(found))


TEXTS = pytest.mark.parametrize("text", texts(), ids=lambda path: path.relative_to(ROOT).as_posix())
DECISIONS = pytest.mark.parametrize("text", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda path: path.stem[:4])


def prose(text: Path) -> str:
    """The text in one line, without blocks of code."""
    return " ".join(_FENCE.sub("", text.read_text(encoding="utf-8")).split())


def spans(text: Path) -> list[str]:
    """What stands in backticks."""
    return _SPAN.findall(prose(text))


def is_path(span: str, text: Path) -> bool:
    """Whether it means a file or a folder of the project; ``/fi/`` is an address, ``text/html`` neither."""
    if not _PATH.fullmatch(span) or span.startswith(("/", "--", ".")):
        return False
    if span.rpartition(".")[2] in _EXTENSIONS:
        return True
    first, slash, _rest = span.partition("/")
    return bool(slash) and first not in _MADE and ((ROOT / first).is_dir() or (text.parent / first).is_dir())


def found(span: str, text: Path) -> bool:
    """From the top, from the text's own folder, or for a name alone anywhere. ``<name>`` and ``*`` stand for any."""
    pattern = re.sub(r"<[^>]*>", "*", span)
    if "/" not in pattern and "*" not in pattern:
        return any(path.name == pattern for path in files())
    return any(any(folder.glob(one)) for folder in (ROOT, text.parent) for one in _alternatives(pattern))


def _alternatives(pattern: str) -> list[str]:
    """``a/{b,c}.py`` is ``a/b.py`` and ``a/c.py``."""
    braces = re.search(r"\{([^}]*)\}", pattern)
    if braces is None:
        return [pattern]
    return [pattern.replace(braces[0], one) for one in braces[1].split(",")]


@TEXTS
def test_every_path_is_there(text: Path) -> None:
    missing = [span for span in spans(text) if is_path(span, text) and not found(span, text)]
    assert missing == [], "\n".join(missing)


def _content(path: str, text: Path) -> str | None:
    """What is in a file, or in the Python files of a folder; None if it isn't a path."""
    if not is_path(path, text):
        return None
    whole = next((folder / path for folder in (ROOT, text.parent) if (folder / path).exists()), None)
    if whole is None:
        return ""
    parts = whole.rglob("*.py") if whole.is_dir() else [whole]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@TEXTS
def test_every_name_is_in_the_file_that_it_stands_with(text: Path) -> None:
    said = _NAME_IN_FILE.findall(prose(text))
    said += [(name, path) for path, name in _FILE_AND_NAME.findall(prose(text))]
    missing = [
        f"{name} in {path}"
        for name, path in said
        if (content := _content(path, text)) is not None
        and not all(re.search(rf"\b{part}\b", content) for part in name.split("."))
    ]
    assert missing == [], "\n".join(missing)


@TEXTS
def test_every_dotted_name_of_ours_can_be_imported(text: Path) -> None:
    ours = re.compile(rf"(?:{'|'.join((*APPS, 'kototori', 'benchmarks'))})(?:\.\w+)+")
    names = [name for span in spans(text) if ours.fullmatch(name := span.lstrip("*").removesuffix("()"))]
    missing = [name for name in names if not is_path(name, text) and not _is_importable(name)]
    assert missing == [], "\n".join(missing)


def _is_importable(name: str) -> bool:
    """A module, which isn't imported (settings of production refuse to be), or something in one."""
    try:
        if importlib.util.find_spec(name) is not None:
            return True
    except ModuleNotFoundError:
        pass
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@TEXTS
def test_every_command_is_there(text: Path) -> None:
    whole = text.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    made = set(re.findall(r"(?:`|^ *)make ([a-z-]+)", whole, re.MULTILINE))
    managed = set(re.findall(r"manage\.py ([a-z_]+)", whole))
    assert (sorted(made - targets), sorted(managed - set(get_commands()))) == ([], [])


def _anchor(heading: str) -> str:
    """How GitHub calls a heading in addresses."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@TEXTS
def test_every_link_leads_somewhere(text: Path) -> None:
    whole = _FENCE.sub("", text.read_text(encoding="utf-8"))
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", whole):
        path, _hash, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (text.parent / path) if path else text
        if not target.exists():
            dead.append(link)
        elif anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            dead += [link] if anchor not in map(_anchor, headings) else []
    assert dead == [], "\n".join(dead)


@DECISIONS
def test_a_decision_says_when_whether_it_holds_and_what_else_was_weighed(text: Path) -> None:
    whole = text.read_text(encoding="utf-8")
    number = int(text.name[:4])
    assert whole.startswith(f"# {number}. ")
    said: Any = re.search(r"^\*\*Date\*\*: \d{4}-\d\d-\d\d · \*\*Status\*\*: (\w+)", whole, re.MULTILINE)
    assert said is not None, "a line **Date**: … · **Status**: …"
    assert said[1] in {"accepted", "superseded"}
    assert "**Options weighed**" in whole
    assert "**Costs**" in whole


def test_no_two_decisions_have_a_number_in_common() -> None:
    numbers = [path.name[:4] for path in ROOT.glob("docs/decisions/*.md")]
    assert len(numbers) == len(set(numbers))
