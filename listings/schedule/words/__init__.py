"""Grammar and word forms of dates and times, one table per language.

Why not gettext: these are inflected forms, not phrases. "tiistaisin", "joka toinen tiistai" and "kuukauden 2. tiistai"
are one weekday in three forms; Russian needs an ordinal in the weekday's gender and one of three plurals; the parts of
a date have another order. A catalogue would need some eighty entries per language that make sense only together, has no
place for a rule, and a missing entry would put an English weekday into a Somali sentence. A table is complete or
doesn't load. Why not CLDR: docs/decisions/0012-calendar-words-and-holidays.md.
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
    """Return the table's language for a BCP-47 tag, for a `lang` attribute: `sv-FI` → `sv`; `en` without a table."""
    base = language.replace("_", "-").lower().partition("-")[0]
    return base if base in TABLES else "en"


def words_for(language: str) -> Words:
    return TABLES[table_language(language)]
