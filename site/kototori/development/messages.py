"""The collection of messages from code and templates, and the update of the editable catalogues.

Babel extracts the messages. It can't read Django's templates, so Django's `templatize` turns them into code first.
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

#: Folders with messages for visitors and editors.
SOURCES = (*(f"site/{app}" if app in APPS_IN_SITE else app for app in APPS), "site/kototori", "templates")

_WRAP_WIDTH = 110
#: Gettext functions, with the positions of singular and plural where they have both.
_KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
}
_TEMPLATES = f"{__name__}:messages_in_template"
_METHODS = (("**/migrations/**", "ignore"), ("**.py", "python"), ("**.html", _TEMPLATES), ("**.txt", _TEMPLATES))


@dataclass(frozen=True)
class Message:
    """A message of a catalogue; `plural` is empty where it has no plural form."""

    singular: str
    plural: str = ""


def used_messages(root: Path, sources: tuple[str, ...] = SOURCES) -> dict[Message, set[str]]:
    """Return the messages of the folders, each with the files that use it (paths relative to `root`)."""
    messages: dict[Message, set[str]] = {}
    for source in sources:
        for path, _line, text, _comments, _context in extract_from_dir(root / source, _METHODS, keywords=_KEYWORDS):
            message = Message(text) if isinstance(text, str) else Message(*text)
            messages.setdefault(message, set()).add(f"{source}/{path}")
    return messages


def messages_in_template(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Any]:
    """Extract the messages of a template, as a method of Babel.

    `templatize` keeps the indentation of the template, which is no indentation of Python: lines are stripped.
    """
    code = "\n".join(line.strip() for line in templatize(file.read().decode()).splitlines())
    yield from extract_python(BytesIO(code.encode()), keywords, comment_tags, options)  # type: ignore[arg-type]


def update_catalogue(path: Path, used: dict[Message, set[str]]) -> int:
    """Update an editable catalogue: add new messages, remove unused ones, keep translations.

    The code is in English, so English messages translate to themselves. Return the number of untranslated messages.
    """
    catalogue = polib.pofile(str(path), wrapwidth=_WRAP_WIDTH)
    entries = {Message(entry.msgid, entry.msgid_plural): entry for entry in catalogue}
    is_english = catalogue.metadata.get("Language") == "en"
    forms = int(catalogue.metadata["Plural-Forms"].partition("nplurals=")[2].partition(";")[0])
    catalogue.clear()
    for message in sorted(used, key=lambda message: (message.singular.lower(), message.plural, message.singular)):
        entry = entries.get(message) or _new_entry(message, forms, is_english)
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
