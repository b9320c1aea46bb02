"""Having wagtail-localize manage an article's translation, with what a version already says."""

from __future__ import annotations

from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from editorial.translation_orders.translated_texts import TranslatedText
from editorial.translation_strings.adopted_strings import adopted_strings
from editorial.translation_strings.stored_strings import StoredStrings, store_strings


def manage_article(text: TranslatedText) -> None:
    """Create the translation; strings that nobody has translated one by one are taken from the version, if any."""
    locale, _is_new = Locale.objects.get_or_create(language_code=text.code)
    source, _is_new = TranslationSource.get_or_create_from_instance(text.source)
    translation, is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    if is_new and text.version is not None and text.version.is_translation:
        known = StoredStrings.of(text.key, text.code)
        strings = adopted_strings(text.version.latest_version(), text.source)
        store_strings(
            text.source, locale, {place: strings[place] for place in strings if place not in known.data}, None
        )
