"""How far a portal's public texts are translated, as its readers see it: one state for each text and language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from editorial.translation_orders.changed_originals import TextKey
from editorial.translation_orders.text_rows import OriginalRow
from editorial.translation_orders.waiting_translations import PortalTexts, WorkState
from regions.languages import content_languages, direction
from regions.models import Portal
from regions.people import person_name


class Coverage(TextChoices):
    """In the order of the list. ``OUTDATED``: public, and readers get the original's text in some place.

    ``WAITING``: not public, and ordered, being written or in review. ``MISSING``: nobody has ordered it.
    """

    OUTDATED = "outdated", _("outdated")
    MISSING = "missing", _("missing")
    WAITING = "waiting", _("waiting")
    TRANSLATED = "translated", _("translated")


#: What else is known of a text, in words.
_DETAILS = {
    WorkState.RETURNED: _("returned to the translator"),
    WorkState.IN_REVIEW: WorkState.IN_REVIEW.label,
    WorkState.UNSENT: WorkState.UNSENT.label,
}


@dataclass(frozen=True)
class CoveredText:
    """A text in a language. ``detail``: what happens with it now, in words; ``translator``: who has it, a name."""

    original: OriginalRow
    code: str
    state: Coverage
    detail: Any = ""
    translator: str = ""

    @property
    def key(self) -> UUID:
        return self.original.key

    @property
    def title(self) -> str:
        return self.original.title

    @property
    def language(self) -> str:
        return self.original.language

    @property
    def direction(self) -> str:
        return direction(self.original.language)

    @property
    def is_orderable(self) -> bool:
        return self.state == Coverage.MISSING


class PortalCoverage:
    """All public texts of a portal in its languages. A constant number of statements."""

    def __init__(self, portal: Portal) -> None:
        written = content_languages()
        self.codes = [code for code in portal.languages if code in written]
        self._texts = PortalTexts({portal.pk: self.codes})

    def texts(self, code: str = "") -> Iterator[CoveredText]:
        """Yield each text in each language in which it isn't written; with ``code`` in this language alone."""
        for original, language in self._texts.pairs():
            if code in ("", language):
                yield self._text(original, language)

    def _text(self, original: OriginalRow, code: str) -> CoveredText:
        key = (original.key, code)
        work = self._texts.state(original, code)
        if self._is_live(key):
            state = Coverage.OUTDATED if key in self._texts.outdated else Coverage.TRANSLATED
        else:
            state = Coverage.MISSING if work == WorkState.MISSING else Coverage.WAITING
        detail = _DETAILS.get(work, "") if work is not None else ""
        if work is None and state == Coverage.WAITING:
            detail = _("its portal writes it") if original.is_article else _("its organisation writes it")
        return CoveredText(original, code, state, detail, self._translator(key))

    def _is_live(self, key: TextKey) -> bool:
        version = self._texts.versions.get(key)
        return version is not None and version.is_live

    def _translator(self, key: TextKey) -> str:
        order, version = self._texts.orders.get(key), self._texts.versions.get(key)
        published_at = version.published_at if version is not None and version.is_live else None
        return person_name(order.translator(published_at)) if order is not None else ""
