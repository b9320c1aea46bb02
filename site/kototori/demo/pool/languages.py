"""Languages and tags of an entry of a pool file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import slugify

from kototori.demo.pool.entries import Entry, has_no_controls, is_language_tag, is_visible, quoted
from listings.enums import LanguageRole, RequiredLevel

#: As the page's field holds it.
_LONGEST_LEVEL_LANGUAGE = 10
#: Ten less than the tag's own field: an address that is taken gets a number at its end.
_LONGEST_TAG = 90


def read_level_language(entry: Entry, level: str) -> str:
    """Return the language of the required level: empty without a level, Finnish by default."""
    value = entry.raw("level_language")
    if value is not None and not is_language_tag(value):
        entry.fault("level_language", f"{quoted(value)} is no language tag")
    elif value is not None and len(value) > _LONGEST_LEVEL_LANGUAGE:
        entry.fault("level_language", f"is longer than {_LONGEST_LEVEL_LANGUAGE} characters")
    return "" if level == RequiredLevel.NONE else str(value or "fi")


def read_spoken_languages(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield (tag, role) of languages, which the file has as tags or as objects with a role."""
    seen = set()
    for at, item in enumerate(entry.items("activity_languages")):
        key = f"activity_languages[{at}]"
        tag, role = item, LanguageRole.MAIN.value
        if isinstance(item, dict):
            language_entry = Entry(item, f"{entry.place}.{key}", entry.faults)
            tag, role = language_entry.raw("language"), language_entry.choice("role", LanguageRole.values, default=role)
            language_entry.finish()
        if not is_language_tag(tag):
            entry.fault(key, f"{quoted(tag)} is no language tag (such as fi, so or zh-Hant)")
        elif tag in seen:
            entry.fault(key, f"{quoted(tag)} is there twice")
        else:
            seen.add(tag)
            yield tag, role


def read_tags(entry: Entry) -> Iterator[str]:
    """Yield tags. Two that differ only in case or signs would be the same tag in a search."""
    seen: set[str] = set()
    for at, item in enumerate(entry.items("tags")):
        key = f"tags[{at}]"
        tag = item.strip() if isinstance(item, str) else ""
        if not tag or not has_no_controls(tag) or not is_visible(tag):
            entry.fault(key, f"{quoted(item)} is no word")
            continue
        same = slugify(tag, allow_unicode=True) or tag.casefold()
        if len(tag) > _LONGEST_TAG:
            entry.fault(key, f"is longer than {_LONGEST_TAG} characters")
        elif same in seen:
            entry.fault(key, f"{quoted(tag)} is there twice")
        else:
            yield tag
        seen.add(same)
