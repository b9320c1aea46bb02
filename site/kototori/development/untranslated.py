"""Messages of the admin's packages that neither their catalogues nor ours translate into a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import polib

from kototori import ADMIN_LOCALE

#: Packages with messages in the admin, and the folder of each package's catalogues.
PACKAGES = {
    "django": "conf/locale",
    "django.contrib.auth": "locale",
    "django.contrib.humanize": "locale",
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
class UntranslatedMessage:
    """A message without a translation; `package` is the first one that has it."""

    package: str
    domain: str
    message: str


def untranslated(language: str, root: Path | None = ADMIN_LOCALE) -> list[UntranslatedMessage]:
    """Return the messages that a language lacks, in the order of ``PACKAGES``.

    ``root`` holds our own catalogues; None leaves them out. Django merges all catalogues of a domain, so a translation
    in one package counts for all.
    """
    missing: list[UntranslatedMessage] = []
    for domain in DOMAINS:
        translated = set(_translated(_compiled(language, domain)))
        if root is not None and (own := root / language / "LC_MESSAGES" / f"{domain}.po").exists():
            translated |= {entry.msgid for entry in polib.pofile(str(own)) if entry.translated()}
        for package, message in _messages(domain):
            if message not in translated:
                translated.add(message)
                missing.append(UntranslatedMessage(package, domain, message))
    return missing


def _messages(domain: str) -> Iterator[tuple[str, str]]:
    """Yield every message with its package. The English catalogues hold them all."""
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
    """Yield the translated messages. Compiled catalogues hold no fuzzy entries, so people see exactly these."""
    for path in paths:
        for entry in polib.mofile(str(path)):
            if entry.msgstr or (entry.msgstr_plural and all(entry.msgstr_plural.values())):
                yield entry.msgid


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent / PACKAGES[package]
