"""Generic words of a query ("what's on in Espoo"): beside a place or a day they don't say what is looked for."""

from __future__ import annotations

from typing import Final

GENERIC_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "fi": (
        "tapahtuma", "tapahtua", "tapahtumat", "toiminta", "toimintaa", "tekeminen", "tekemistä", "ohjelma", "ohjelmaa",
        "menot", "menovinkki", "menovinkit", "tarjonta", "aktiviteetti", "harrastus", "harrastukset", "palvelu",
        "järjestää", "apu", "auttaa", "mahdollisuus", "paikka",
    ),
    "sv": (
        "händer", "hända", "evenemang", "verksamhet", "aktivitet", "aktiviteter", "program", "göra", "tjänster",
        "på gång", "hjälp", "hjälpa", "ställe",
    ),
    "en": (
        "activity", "activities", "event", "events", "happening", "happens", "happen", "going on", "what's on",
        "things to do", "something to do", "to do", "programme", "services", "anything", "something", "near me",
        "help", "helping", "place",
    ),
    "ru": (
        "мероприятия", "мероприятие", "события", "занятия", "активности", "что происходит", "что-нибудь", "происходит",
        "чем заняться", "программа", "помощь", "помочь", "место",
    ),
    "ar": ("نشاط", "أنشطة", "الأنشطة", "فعاليات", "فعالية", "برنامج", "برامج", "شيء", "مساعدة", "مكان"),
    "uk": (
        "заходи", "подія", "події", "заняття", "що відбувається", "щось", "програма", "допомога", "допомогти", "місце",
    ),
    "so": ("hawlo", "munaasabado", "wax", "caawimaad", "caawin", "meel"),
    "fa": ("رویداد", "رویدادها", "برنامه", "فعالیت", "چیزی", "کمک", "جایی", "مکان"),
    "et": ("üritused", "sündmused", "tegevus", "tegevused", "midagi", "programm", "abi", "koht"),
}  # fmt: skip
