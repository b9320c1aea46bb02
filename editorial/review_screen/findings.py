"""What is wrong with a text that waits, and what is worth a look: by the rules that its writer has met, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.own_organisations.organisation_notices import worth_a_look
from editorial.review_screen.reviewed_text import ReviewedText
from editorial.text_changes.place_labels import place_label
from listings.announcement_notices import announcement_notices
from listings.announcement_rules import missing_facts
from listings.models import ActivityPage, OrganisationPage
from listings.models.revision_references import OF_THE_ROW
from listings.page_faults import page_faults
from listings.translated_texts.origins import outdated_names


class FindingKind(models.TextChoices):
    """How much it weighs: a fault keeps the text from being public."""

    FAULT = "fault", gettext_lazy("must be corrected")
    NOTICE = "notice", gettext_lazy("worth a look")


@dataclass(frozen=True)
class Finding:
    """A sentence about a field. ``name`` as that of a change (``slots-0``); empty where it belongs to no field."""

    name: str
    text: str
    label: str = ""
    kind: str = FindingKind.NOTICE

    @property
    def is_fault(self) -> bool:
        return self.kind == FindingKind.FAULT


def findings_on(text: ReviewedText) -> list[Finding]:
    """Return the faults first, then what is worth a look. No statement for each row."""
    return list(_findings(text))


def _findings(text: ReviewedText) -> Iterator[Finding]:
    page = text.version
    if text.is_translation:
        yield from _untranslated(text)
        yield from _outdated(text)
    elif isinstance(page, ActivityPage):
        yield from (_of_activity(page, fault, FindingKind.FAULT) for fault in page_faults(page))
        announcement = page.announcement()
        if not missing_facts(announcement):
            notices = announcement_notices(page, announcement, timezone.localdate())
            yield from (_of_activity(page, notice, FindingKind.NOTICE) for notice in notices)
    else:
        yield from _model_faults(page)
        if isinstance(page, OrganisationPage):
            for notice in worth_a_look(page):
                yield Finding(notice.field, str(notice.message), place_label(page, notice.field))


def _of_activity(page: Any, fault: Any, kind: str) -> Finding:
    """A fault's place is ``slots.0.end``; the row's change is ``slots-0``."""
    parts = fault.field.split(".")
    label = place_label(page, "-".join(parts)) if parts[0] else ""
    return Finding("-".join(parts[:2]), str(fault.message), label, kind)


def _model_faults(page: Any) -> Iterator[Finding]:
    try:
        page.full_clean(exclude=[*OF_THE_ROW])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            field = "" if name == NON_FIELD_ERRORS else name
            for message in messages:
                label = place_label(page, field) if field else ""
                yield Finding(field, str(message), label, FindingKind.FAULT)


def _untranslated(text: ReviewedText) -> Iterator[Finding]:
    """Texts of the source that the translation lacks."""
    if text.source is None:
        return
    for name in text.version.text_fields:
        if getattr(text.source, name) and not getattr(text.version, name):
            said = _("The source has a text here, and the translation has none.")
            yield Finding(name, said, place_label(text.version, name))


def _outdated(text: ReviewedText) -> Iterator[Finding]:
    """Texts whose source has changed since they were translated: approving them doesn't show them to anybody."""
    if text.source is None:
        return
    for name in outdated_names(text.version, text.source):
        words = _("It was translated from an earlier text of the source. Readers get the source's text here.")
        yield Finding(name, words, place_label(text.version, name))
