"""Ordering a translation: from then on the language is the translators' (docs/decisions/0032)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from editorial.translation_orders.actions.manage_article import manage_article
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.translated_texts import TranslatedText
from listings.actions.adopt_translation import adopt_translation


class OrderTranslation:
    """Notes that a text is wanted in a language, and has wagtail-localize manage it. Again changes nothing.

    The caller has asked for the right: coordinators order for their portals, organisations for their own texts, and
    translators by taking.
    """

    def __init__(self, text: TranslatedText, user: Any) -> None:
        self.text, self.user = text, user

    @transaction.atomic
    def execute(self) -> TranslationOrder:
        """Return the order. A text that its organisation has written in the language is taken over as it is."""
        order, _is_new = TranslationOrder.objects.get_or_create(
            page_key=self.text.key, language=self.text.code, defaults={"ordered_by": self.user}
        )
        self._manage()
        return order

    def _manage(self) -> None:
        if self.text.organisation is None:
            manage_article(self.text)
            return
        version = self.text.version
        if version is not None:
            adopt_translation(version, again=not self._is_translated())
            return
        locale, _is_new = Locale.objects.get_or_create(language_code=self.text.code)
        source, _is_new = TranslationSource.get_or_create_from_instance(self.text.source)
        translation, _is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
        if not translation.enabled:
            translation.enabled = True
            translation.save(update_fields=["enabled"])

    def _is_translated(self) -> bool:
        """Whether a person has translated a string of it: then the strings know better than the version."""
        rows = StringTranslation.objects.filter(context__object_id=self.text.key, locale__language_code=self.text.code)
        return bool(rows.exclude(last_translated_by=None).exists())
