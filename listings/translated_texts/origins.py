"""Writing down what the texts of a version are made from, before it is saved, and which texts stand how."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from listings.translated_texts.outdated import Standing, standing_of
from listings.translated_texts.text_state import Origin, TextState
from listings.translated_texts.text_strings import Strings, text_strings


def note_made_from(version: Any, original: Any, names: Collection[str] | None = None) -> None:
    """Note that these texts of a version (all by default) were made from those of ``original``, a page."""
    origins = _origins(version, all_strings(original), version.text_fields if names is None else names)
    version.text_state = TextState.of(version).with_origins(origins).to_json()


def drop_removed(version: Any, original: Any, kept: Collection[str] = ()) -> None:
    """Empty texts of a version whose original is no longer there, except those in ``kept``."""
    for name, origin in TextState.of(version).made_from.items():
        is_own = name in version.text_fields and name not in kept
        if is_own and origin.original and not text_strings(original, name):
            setattr(version, name, "")


def note_untold(version: Any, original: Any) -> None:
    """Note what is known of texts that were changed without saying what they were made from.

    A text that had an origin keeps it: correcting a word translates nothing anew (``Origin.with_text``). Another one is
    assumed to be made from ``original``: a callable that gives the page, called only where it is needed.
    """
    state = TextState.of(version)
    texts = {name: text_strings(version, name) for name in version.text_fields}
    kept = {name: origin.with_text(texts[name]) for name, origin in state.made_from.items() if texts.get(name)}
    untold = [name for name, text in texts.items() if text and name not in kept]
    found = original() if untold else None
    if found is not None:
        kept |= _origins(version, all_strings(found), untold, is_assumed=True)
    version.text_state = replace(state, made_from=kept).to_json()


def assume_origins(version: Any, originals: Mapping[str, Strings]) -> bool:
    """Note that texts without an origin were made from these strings; return whether there were any."""
    known = TextState.of(version).made_from
    untold = [name for name in version.text_fields if name not in known]
    origins = _origins(version, originals, untold, is_assumed=True)
    version.text_state = TextState.of(version).with_origins(origins).to_json()
    return bool(origins)


def with_stored_origins(version: Any, stored: Any) -> None:
    """Add what the stored row says of texts of which a revision says nothing: it was saved before anything was said.

    Of another text than the row's nobody knows the original, so it is outdated until somebody says otherwise.
    """
    said = TextState.of(version)
    missing = {}
    for name, origin in TextState.from_json(stored).made_from.items():
        if name in said.made_from or name not in version.text_fields:
            continue
        text = text_strings(version, name)
        if origin.text == text:
            missing[name] = origin
        elif text and not version.text_state:
            missing[name] = Origin((), text, is_assumed=True)
    if missing:
        version.text_state = said.with_origins(missing).to_json()


def all_strings(page: Any) -> dict[str, Strings]:
    return {name: text_strings(page, name) for name in page.text_fields}


def standings(version: Any, source: Any) -> dict[str, Standing]:
    """Return how each text of a version stands to that of the source, both pages as they are."""
    said, of_original = TextState.of(version), TextState.of(source)
    return {
        name: standing_of(said, of_original, name, text_strings(version, name), text_strings(source, name))
        for name in version.text_fields
    }


def latest_texts_of(page: Any) -> Any:
    """Return an unsaved page that has the latest texts of a stored one, and what is known of them; nothing else.

    No statement where ``latest_revision`` is there.
    """
    revision = page.latest_revision
    said = revision.content if revision is not None else page.__dict__
    texts = type(page)(**{name: said.get(name) or "" for name in page.text_fields})
    texts.text_state = said.get("text_state") or {}
    with_stored_origins(texts, page.text_state)
    return texts


def outdated_names(version: Any, source: Any) -> list[str]:
    return [name for name, one in standings(version, source).items() if one.is_outdated]


def _origins(
    version: Any, originals: Mapping[str, Strings], names: Collection[str], *, is_assumed: bool = False
) -> dict[str, Origin]:
    texts = {name: text_strings(version, name) for name in names}
    return {name: Origin(originals[name], text, is_assumed) for name, text in texts.items() if text}
