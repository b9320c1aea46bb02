"""The gettext catalogues in `locale/`: which messages the code and templates use, and how catalogues are compiled.

Pure Python (polib and Django's own template reader), so that nothing has to be installed beside the environment.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from kototori import ADMIN_LOCALE, APPS, APPS_IN_SITE, LOCALE

#: Folders whose strings a visitor or an editor can meet.
SOURCES = (*(f"site/{app}" if app in APPS_IN_SITE else app for app in APPS), "site/kototori", "templates")

_WRAP_WIDTH = 110
_SINGULAR = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "N_"})
_PLURAL = frozenset({"ngettext", "ngettext_lazy"})


@dataclass(frozen=True)
class Message:
    """One message as the catalogues know it; `plural` is empty where a message has no number."""

    singular: str
    plural: str = ""


def used_messages(root: Path, sources: tuple[str, ...] = SOURCES) -> dict[Message, set[str]]:
    """Every message below the folders, with the files that use it (paths relative to `root`)."""
    found: dict[Message, set[str]] = {}
    for source in sources:
        for path in sorted((root / source).rglob("*")):
            if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts:
                continue
            for message in _messages_in(path):
                found.setdefault(message, set()).add(path.relative_to(root).as_posix())
    return found


def catalogues(root: Path) -> Iterator[Path]:
    """The editable catalogues, `locale/<language>/LC_MESSAGES/django.po`."""
    yield from sorted(root.glob("*/LC_MESSAGES/*.po"))


def compile_catalogue(source: Path) -> bool:
    """Write the compiled catalogue beside its source unless it is up to date; whether it was written."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    unfinished = target.with_suffix(".mo.unfinished")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(target)
    return True


def compile_all(*roots: Path) -> list[str]:
    """Compile the catalogues that have changed below the folders, without any below all of ours; their languages.

    Compiled ones are not kept in the repository.
    """
    sources = [source for root in roots or (LOCALE, ADMIN_LOCALE) for source in catalogues(root)]
    return [source.parents[1].name for source in sources if compile_catalogue(source)]


def update_catalogue(path: Path, used: dict[Message, set[str]]) -> int:
    """Bring an editable catalogue up to date with the code: new messages empty, unused ones gone, translations kept.

    English is the code's own language, so its messages translate to themselves. Returns how many still wait.
    """
    catalogue = polib.pofile(str(path), wrapwidth=_WRAP_WIDTH)
    there = {Message(entry.msgid, entry.msgid_plural): entry for entry in catalogue}
    is_english = catalogue.metadata.get("Language") == "en"
    forms = int(catalogue.metadata["Plural-Forms"].partition("nplurals=")[2].partition(";")[0])
    catalogue.clear()
    for message in sorted(used, key=lambda one: (one.singular.lower(), one.plural, one.singular)):
        entry = there.get(message) or _new_entry(message, forms, is_english)
        entry.occurrences = [(folder, "") for folder in sorted({name.split("/")[0] for name in used[message]})]
        catalogue.append(entry)
    catalogue.save(str(path))
    return sum(1 for entry in catalogue if not entry.translated())


def _new_entry(message: Message, forms: int, is_english: bool) -> polib.POEntry:
    flags = ["python-format"] if "%(" in message.singular else []
    entry = polib.POEntry(msgid=message.singular, msgid_plural=message.plural, flags=flags)
    if message.plural:
        texts = [message.singular, message.plural] if is_english else [""] * forms
        entry.msgstr_plural = dict(enumerate(texts))
    elif is_english:
        entry.msgstr = message.singular
    return entry


def _messages_in(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _messages_in_code(ast.parse(text))
    else:
        yield from _messages_in_template(templatize(text))


def _messages_in_template(source: str) -> Iterator[Message]:
    """`templatize` gives calls of gettext on lines of their own, everything else blanked out."""
    for call in source.split(" gettext(")[1:]:
        yield from _from_call(f"gettext({call}", "gettext")
    for call in source.split(" ngettext(")[1:]:
        yield from _from_call(f"ngettext({call}", "ngettext")


def _from_call(text: str, name: str) -> Iterator[Message]:
    """Read the call at the beginning of the text: the shortest part up to a closing bracket that is an expression."""
    at = text.find(")")
    while at != -1:
        try:
            yield from _messages_in_code(ast.parse(text[: at + 1].strip()))
            return
        except SyntaxError:
            at = text.find(")", at + 1)


def _messages_in_code(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if name in _SINGULAR and texts and isinstance(texts[0], str) and texts[0]:
            yield Message(texts[0])
        elif name in _PLURAL and len(texts) >= 2:
            yield Message(str(texts[0]), str(texts[1]))


if __name__ == "__main__":
    compile_all()
