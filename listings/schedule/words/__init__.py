"""The grammar of dates and times, one table per language.

Why not gettext: these are inflected paradigms, not phrases. "tiistaisin", "joka toinen tiistai" and "kuukauden 2.
tiistai" are one weekday in three forms; Russian needs an ordinal in the weekday's gender and a plural of three; a
date's parts stand in another order. In a catalogue each language would have to fill some eighty entries that make
sense only together, with no place for a rule, and a missing one would leave an English weekday inside a Somali
sentence. A table is complete or does not load.
"""

from listings.schedule.words import ar, en, et, fa, fi, ru, so, sv, uk
from listings.schedule.words.table import Words

TABLES: dict[str, Words] = {
    "ar": ar.WORDS,
    "en": en.WORDS,
    "et": et.WORDS,
    "fa": fa.WORDS,
    "fi": fi.WORDS,
    "ru": ru.WORDS,
    "so": so.WORDS,
    "sv": sv.WORDS,
    "uk": uk.WORDS,
}


def table_language(language: str) -> str:
    """The language that a text for this BCP-47 language is in, for its `lang`: `sv-FI` → `sv`, without a table `en`."""
    base = language.replace("_", "-").lower().partition("-")[0]
    return base if base in TABLES else "en"


def words_for(language: str) -> Words:
    return TABLES[table_language(language)]
