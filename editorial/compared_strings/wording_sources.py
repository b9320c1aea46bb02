"""Where the wording of a string comes from, as wagtail-localize's rows say it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

from editorial.translation_strings.stored_strings import MEMORY


class WordingSource(TextChoices):
    """``UNKNOWN``: it was saved as a whole text, or has been changed since it was sent."""

    TYPED = "typed", _("typed by a translator")
    MEMORY = "memory", _("taken from the translation memory")
    MACHINE = "machine", _("translated by a machine")
    UNKNOWN = "", _("not known")


def wording_source(row: StringTranslation | None) -> WordingSource:
    if row is None or (row.last_translated_by_id is None and row.translation_type != _MACHINE):
        return WordingSource.UNKNOWN
    if row.translation_type == _MACHINE:
        return WordingSource.MACHINE
    return WordingSource.MEMORY if row.tool_name == MEMORY else WordingSource.TYPED


_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
