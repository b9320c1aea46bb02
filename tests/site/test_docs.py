"""The documents name only files, names, commands and links that exist; decisions have the required parts."""

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
#: Folders of generated files.
_GENERATED = {"var", "node_modules", "__pycache__", "build", "dist"}
_FENCE = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[\w.*<>{},/-]+")
_EXTENSIONS = ("py", "md", "json", "csv", "html", "css", "js", "toml", "txt", "po")
#: A name with its file: "`name` in `path`", "`name` (`path`)"; the second pattern: "`path:name`".
_NAME_IN_FILE = re.compile(r"`([A-Za-z_][\w.]*)(?:\(\))?` (?:in |\()`([\w./-]+)`")
_FILE_AND_NAME = re.compile(r"`([\w./-]+\.py):([\w.]+)`")


def _walk() -> Iterator[Path]:
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _GENERATED)
        yield from (Path(folder, name) for name in sorted(files))


@cache
def files() -> tuple[Path, ...]:
    return tuple(_walk())


def texts() -> list[Path]:
    """Return the documents: those in docs/, the changelog and every README."""
    paths = [*ROOT.glob("docs/**/*.md"), ROOT / "CHANGELOG.md", *(path for path in files() if path.name == "README.md")]
    return sorted(set(paths))


TEXTS = pytest.mark.parametrize("text", texts(), ids=lambda path: path.relative_to(ROOT).as_posix())
DECISIONS = pytest.mark.parametrize("text", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda path: path.stem[:4])


def prose(text: Path) -> str:
    """Return the text in one line, without blocks of code."""
    return " ".join(_FENCE.sub("", text.read_text(encoding="utf-8")).split())


def spans(text: Path) -> list[str]:
    """Return the contents of the backticks."""
    return _SPAN.findall(prose(text))


def is_path(span: str, text: Path) -> bool:
    """Return whether it is a path of the project; ``/fi/`` is a URL and ``text/html`` is neither."""
    if not _PATH.fullmatch(span) or span.startswith(("/", "--", ".")):
        return False
    if span.rpartition(".")[2] in _EXTENSIONS:
        return True
    first, slash, _rest = span.partition("/")
    return bool(slash) and first not in _GENERATED and ((ROOT / first).is_dir() or (text.parent / first).is_dir())


def exists(span: str, text: Path) -> bool:
    """Return whether the path exists in the checkout or in the text's folder, and a bare name anywhere.

    ``<name>`` and ``*`` stand for any name.
    """
    pattern = re.sub(r"<[^>]*>", "*", span)
    if "/" not in pattern and "*" not in pattern:
        return any(path.name == pattern for path in files())
    return any(any(folder.glob(path)) for folder in (ROOT, text.parent) for path in _alternatives(pattern))


def _alternatives(pattern: str) -> list[str]:
    """Return ``a/b.py`` and ``a/c.py`` for ``a/{b,c}.py``."""
    braces = re.search(r"\{([^}]*)\}", pattern)
    if braces is None:
        return [pattern]
    return [pattern.replace(braces[0], name) for name in braces[1].split(",")]


@TEXTS
def test_every_path_exists(text: Path) -> None:
    missing = [span for span in spans(text) if is_path(span, text) and not exists(span, text)]
    assert missing == [], "\n".join(missing)


#: Characters of a line. Tables and blocks of code are as wide as they must be.
MAX_LINE_LENGTH = 125


@TEXTS
def test_no_line_is_too_long(text: Path) -> None:
    lines = _FENCE.sub(lambda block: "\n" * block[0].count("\n"), text.read_text(encoding="utf-8")).split("\n")
    long = [
        f"line {number}: {len(line)} characters"
        for number, line in enumerate(lines, start=1)
        if len(line) > MAX_LINE_LENGTH and not line.startswith("|")
    ]
    assert long == [], "\n".join(long)


def run_together(text: str) -> list[str]:
    """Return the places where two texts touch without a space, as a merge leaves them: before and after a span of code,
    and after a sentence.
    """
    faults = [
        text[max(0, span.start() - 20) : span.end() + 20]
        for span in _SPAN.finditer(text)
        if re.search(r"[\w.,;:)\]`]$", text[: span.start()]) or re.match(r"[\w`(\[]", text[span.end() :])
    ]
    words = re.sub(r"https?://\S+|\]\([^)]*\)", " ", _SPAN.sub(" ", text))
    return faults + re.findall(r"[a-zäö)]{2}[.,;:](?:[A-Z][a-z]|[a-z]{5})\w*", words)


@pytest.mark.parametrize(
    "text",
    [
        "`a.py`What was sent",
        "before `a.py``b.py`, and",
        "(`a.py`).`b.py`); after",
        "the`a.py` is",
        "nothing to refuse.nobody can",
        "It ends.Then",
    ],
)
def test_texts_that_ran_together_are_found(text: str) -> None:
    assert run_together(text)


@TEXTS
def test_no_texts_ran_together(text: Path) -> None:
    assert run_together(prose(text)) == []


def _content(path: str, text: Path) -> str | None:
    """Return the text of a file, or of the Python files in a folder; None if it isn't a path."""
    if not is_path(path, text):
        return None
    target = next((folder / path for folder in (ROOT, text.parent) if (folder / path).exists()), None)
    if target is None:
        return ""
    parts = target.rglob("*.py") if target.is_dir() else [target]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


@TEXTS
def test_every_name_is_in_the_file_beside_it(text: Path) -> None:
    pairs = _NAME_IN_FILE.findall(prose(text))
    pairs += [(name, path) for path, name in _FILE_AND_NAME.findall(prose(text))]
    missing = [
        f"{name} in {path}"
        for name, path in pairs
        if (content := _content(path, text)) is not None
        and not all(re.search(rf"\b{part}\b", content) for part in name.split("."))
    ]
    assert missing == [], "\n".join(missing)


@TEXTS
def test_every_dotted_name_can_be_imported(text: Path) -> None:
    pattern = re.compile(rf"(?:{'|'.join((*APPS, 'kototori', 'benchmarks'))})(?:\.\w+)+")
    names = [name for span in spans(text) if pattern.fullmatch(name := span.lstrip("*").removesuffix("()"))]
    missing = [name for name in names if not is_path(name, text) and not _is_importable(name)]
    assert missing == [], "\n".join(missing)


def _is_importable(name: str) -> bool:
    """Return whether it is a module or a name in one. Modules are not imported: production's settings would fail."""
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
def test_every_command_exists(text: Path) -> None:
    whole = text.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    make_targets = set(re.findall(r"(?:`|^ *)make ([a-z-]+)", whole, re.MULTILINE))
    commands = set(re.findall(r"manage\.py ([a-z_]+)", whole))
    assert (sorted(make_targets - targets), sorted(commands - set(get_commands()))) == ([], [])


def _anchor(heading: str) -> str:
    """Return GitHub's anchor for a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@TEXTS
def test_every_link_has_a_target(text: Path) -> None:
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
def test_decision_has_date_status_options_and_costs(text: Path) -> None:
    whole = text.read_text(encoding="utf-8")
    number = int(text.name[:4])
    assert whole.startswith(f"# {number}. ")
    status: Any = re.search(r"^\*\*Date\*\*: \d{4}-\d\d-\d\d · \*\*Status\*\*: (\w+)", whole, re.MULTILINE)
    assert status is not None, "a line **Date**: … · **Status**: …"
    assert status[1] in {"accepted", "superseded"}
    assert "**Options weighed**" in whole
    assert "**Costs**" in whole


def test_numbers_of_decisions_are_unique() -> None:
    numbers = [path.name[:4] for path in ROOT.glob("docs/decisions/*.md")]
    assert len(numbers) == len(set(numbers))


def test_every_registry_is_on_the_map() -> None:
    registries = {
        path.relative_to(ROOT).as_posix()
        for app in (*APPS, "site/faces", "site/kototori")
        for path in (ROOT / app).rglob("*.py")
        if ": Registry[" in path.read_text(encoding="utf-8")
    }
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert {path for path in registries if f"`{path}`" not in text} == set()
    assert len(registries) > 10


def test_every_need_that_code_cites_is_in_the_list() -> None:
    needs = (ROOT / "docs" / "needs.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| ([CEA]\d+) \|", needs, re.MULTILINE))
    cited = {
        need
        for path in files()
        if path.suffix == ".py"
        for need in re.findall(r"docs/needs\.md, ([CEA]\d+)", path.read_text(encoding="utf-8"))
    }
    assert cited
    assert cited <= known
