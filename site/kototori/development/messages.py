"""Which messages the code and the templates use, and the editable catalogues brought up to date with them.

Babel reads the code. It knows no templates of Django, but Django itself turns them into code.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import polib
from babel.messages.extract import extract_from_dir, extract_python
from django.utils.translation.template import templatize

from kototori import APPS, APPS_IN_SITE

#: Folders whose strings a visitor or an editor can meet.
SOURCES = (*(f"site/{app}" if app in APPS_IN_SITE else app for app in APPS), "site/kototori", "templates")

_WRAP_WIDTH = 110
#: Functions with a message as their argument, and the places of the two where there is a number.
_KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
}
_TEMPLATES = f"{__name__}:messages_in_template"
_READERS = (("**/migrations/**", "ignore"), ("**.py", "python"), ("**.html", _TEMPLATES), ("**.txt", _TEMPLATES))


@dataclass(frozen=True)
class Message:
    """One message as the catalogues know it; `plural` is empty where a message has no number."""

    singular: str
    plural: str = ""


def used_messages(root: Path, sources: tuple[str, ...] = SOURCES) -> dict[Message, set[str]]:
    """Every message below the folders, with the files that use it (paths relative to `root`)."""
    found: dict[Message, set[str]] = {}
    for source in sources:
        for path, _line, text, _comments, _context in extract_from_dir(root / source, _READERS, keywords=_KEYWORDS):
            message = Message(text) if isinstance(text, str) else Message(*text)
            found.setdefault(message, set()).add(f"{source}/{path}")
    return found


def messages_in_template(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Any]:
    """Babel's reader of a template: of its code that Django makes, without indentation, which means nothing there."""
    code = "\n".join(line.strip() for line in templatize(file.read().decode()).splitlines())
    yield from extract_python(BytesIO(code.encode()), keywords, comment_tags, options)  # type: ignore[arg-type]


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
        folders = {name.removeprefix("site/").split("/")[0] for name in used[message]}
        entry.occurrences = [(folder, "") for folder in sorted(folders)]
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
