"""Generic words of a query ("what's on in Espoo"): beside a place or a day they don't say what is looked for."""

from __future__ import annotations

from typing import Final

GENERIC_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "fi": (
        "tapahtuma", "tapahtua", "tapahtumat", "toiminta", "toimintaa", "tekeminen", "tekemistä", "ohjelma", "ohjelmaa",
        "menot", "menovinkki", "menovinkit", "tarjonta", "aktiviteetti", "harrastus", "harrastukset", "palvelu",
        "järjestää", "apu", "auttaa", "mahdollisuus", "paikka", "kaivata", "täällä", "kiva", "mukava", "hauska",
    ),
    "sv": (
        "händer", "hända", "evenemang", "verksamhet", "aktivitet", "aktiviteter", "program", "göra", "tjänster",
        "på gång", "hjälp", "hjälpa", "ställe", "hittar", "letar", "ingen", "inga", "inget", "trevlig", "rolig", "kul",
    ),
    "en": (
        "activity", "activities", "event", "events", "happening", "happens", "happen", "going on", "what's on",
        "things to do", "something to do", "to do", "programme", "services", "anything", "something", "near me",
        "help", "helping", "place", "somewhere", "his", "her", "nice", "fun", "good", "lately",
    ),
    "ru": (
        "мероприятия", "мероприятие", "события", "занятия", "активности", "что происходит", "что-нибудь", "происходит",
        "чем заняться", "программа", "помощь", "помочь", "место", "хочет", "хотим", "кто-то", "кто-нибудь",
        "где-нибудь", "хороший", "интересный",
    ),
    "ar": (
        "نشاط", "أنشطة", "الأنشطة", "فعاليات", "فعالية", "برنامج", "برامج", "شيء", "مساعدة", "مكان",
        "تحتاج", "يحتاج", "تريد", "يريد", "جميل",
    ),
    "uk": (
        "заходи", "подія", "події", "заняття", "що відбувається", "щось", "програма", "допомога", "допомогти", "місце",
        "хоче", "хочемо", "хтось", "десь", "гарний", "цікавий",
    ),
    "so": ("hawlo", "munaasabado", "wax", "caawimaad", "caawin", "meel", "baahan", "baahanahay", "rabaa", "fiican"),
    "fa": ("رویداد", "رویدادها", "برنامه", "فعالیت", "چیزی", "کمک", "جایی", "مکان", "چطور", "کنم", "می‌خواهد", "خوب"),
    "et": (
        "üritused", "sündmused", "tegevus", "tegevused", "midagi", "programm", "abi", "koht", "tahab",
        "vajab", "leida", "tore",
    ),
}  # fmt: skip
