"""One field or row that two versions of a page have, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from editorial.text_changes.marked_words import marked_values, marked_words
from editorial.text_changes.word_differences import excerpt, word_differences
from regions.languages import direction


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its words. Two are the same where key, file and words are."""

    key: int
    file: str
    name: str
    image: Any = field(compare=False, repr=False)

    @classmethod
    def of(cls, image: Any) -> ShownPicture | None:
        """No statement: the words have its title and size."""
        if image is None:
            return None
        return cls(image.pk, image.file.name, f"{image.title} ({image.width} × {image.height})", image)

    @cached_property
    def small(self) -> Any:
        """The rendition that is shown; None where the file can't be read."""
        try:
            return self.image.get_rendition("max-480x360")
        except (OSError, ValueError):
            return None


@dataclass(frozen=True)
class Change:
    """One field, or one row, in words.

    ``name``: the field as in the desk's form; a row by its place in the later version (``slots-0``), or, where it is
    gone, in the earlier one (``slots-was-0``). Unique among the changes of one page. ``language``: that of a text,
    empty where the words are the reader's. ``is_offered``: it is what the form offers, and nobody has chosen otherwise.
    ``original``: what a translation's source says there. ``strings``: of a translation that is compared string by
    string, each with its original (``ComparedString``).
    """

    name: str
    label: str
    before: str
    after: str
    is_text: bool = False
    is_offered: bool = False
    language: str = ""
    original: str = ""
    original_language: str = ""
    before_picture: ShownPicture | None = None
    after_picture: ShownPicture | None = None
    strings: Sequence[Any] = ()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after or self.before_picture != self.after_picture

    @property
    def is_picture(self) -> bool:
        return self.before_picture is not None or self.after_picture is not None

    @property
    def is_added(self) -> bool:
        return self.is_changed and not self.before

    @property
    def is_removed(self) -> bool:
        return self.is_changed and not self.after

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else "auto"

    @property
    def marked_excerpt(self) -> SafeString:
        """As ``marked``; of a text only what was changed, for a line of a list."""
        if self.is_text:
            return marked_words(excerpt(word_differences(self.before, self.after)))
        return self.marked

    @property
    def marked(self) -> SafeString:
        """Both sides as one, with what was added and removed: of a text by word."""
        if self.is_text:
            return marked_words(word_differences(self.before, self.after))
        return marked_values(self.before, self.after)
