"""Messages of the packages that make up the admin which a language doesn't have yet, in their catalogues or in ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import polib

from kototori import ADMIN_LOCALE

#: Packages whose strings people of the admin meet, with the folder in which each keeps its catalogues.
PACKAGES = {
    "django": "conf/locale",
    "django.contrib.auth": "locale",
    "taggit": "locale",
    "wagtail": "locale",
    "wagtail.admin": "locale",
    "wagtail.images": "locale",
    "wagtail.documents": "locale",
    "wagtail.users": "locale",
    "wagtail.snippets": "locale",
    "wagtail.search": "locale",
    "wagtail.sites": "locale",
    "wagtail.embeds": "locale",
    "wagtail.contrib.redirects": "locale",
    "wagtail_modeladmin": "locale",
    "wagtail_localize": "locale",
    "wagtail_localize.locales": "locale",
}
DOMAINS = ("django", "djangojs")


@dataclass(frozen=True)
class Missing:
    """A message without a translation: the first package that has it, its domain, and its text."""

    package: str
    domain: str
    message: str


def untranslated(language: str, root: Path | None = ADMIN_LOCALE) -> list[Missing]:
    """What a language lacks, in the order of ``PACKAGES``. ``root`` holds our own catalogues; None leaves them out.

    Django merges all catalogues of a domain, so a message that one package has translated counts for all.
    """
    found: list[Missing] = []
    for domain in DOMAINS:
        there = set(_translated(_compiled(language, domain)))
        if root is not None and (own := root / language / "LC_MESSAGES" / f"{domain}.po").exists():
            there |= {entry.msgid for entry in polib.pofile(str(own)) if entry.translated()}
        for package, message in _messages(domain):
            if message not in there:
                there.add(message)
                found.append(Missing(package, domain, message))
    return found


def _messages(domain: str) -> Iterator[tuple[str, str]]:
    """Every message with its package; English catalogues hold them all."""
    for package in PACKAGES:
        source = _folder(package) / "en" / "LC_MESSAGES" / f"{domain}.po"
        if source.exists():
            yield from ((package, entry.msgid) for entry in polib.pofile(str(source)) if not entry.obsolete)


def _compiled(language: str, domain: str) -> Iterator[Path]:
    for package in PACKAGES:
        path = _folder(package) / language / "LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            yield path


def _translated(paths: Iterator[Path]) -> Iterator[str]:
    """Compiled catalogues hold no fuzzy entries, so what is in them is what people see."""
    for path in paths:
        for entry in polib.mofile(str(path)):
            if entry.msgstr or (entry.msgstr_plural and all(entry.msgstr_plural.values())):
                yield entry.msgid


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent / PACKAGES[package]
