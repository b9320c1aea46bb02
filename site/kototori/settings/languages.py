"""The languages of the interface and of texts, including some that Django doesn't know."""

import django.conf.locale

#: Languages of the interface. A portal can be opened in these.
INTERFACE_LANGUAGES = [
    ("fi", "suomi"),
    ("sv", "svenska"),
    ("en", "English"),
    ("ru", "русский"),
    ("uk", "українська"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
    ("fa", "فارسی"),
    ("et", "eesti"),
]

#: Languages in which an activity can be written, or into which it can be translated, without an interface so far.
TEXT_LANGUAGES = [
    ("am", "አማርኛ"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bs", "bosanski"),
    ("ckb", "کوردیی ناوەندی"),
    ("de", "Deutsch"),
    ("el", "ελληνικά"),
    ("es", "español"),
    ("fr", "français"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("it", "italiano"),
    ("ka", "ქართული"),
    ("ku", "kurdî"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("my", "မြန်မာ"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("pl", "polski"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("rw", "Ikinyarwanda"),
    ("se", "davvisámegiella"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tl", "Tagalog"),
    ("tr", "Türkçe"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
]

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ur"})

LANGUAGES = INTERFACE_LANGUAGES + TEXT_LANGUAGES

#: English names of the languages that Django lacks.
_ENGLISH_NAMES = {
    "am": "Amharic",
    "ckb": "Central Kurdish",
    "ku": "Kurdish",
    "prs": "Dari",
    "ps": "Pashto",
    "rw": "Kinyarwanda",
    "se": "Northern Sami",
    "so": "Somali",
    "ti": "Tigrinya",
    "tl": "Tagalog",
    "zh": "Chinese",
}


def add_to_django() -> None:
    """Add our languages to Django's table of languages; without an entry Wagtail can't name a locale."""
    for code, name in LANGUAGES:
        entry = django.conf.locale.LANG_INFO.get(code)
        if entry is None or "name_local" not in entry:
            django.conf.locale.LANG_INFO[code] = {
                "bidi": code in RIGHT_TO_LEFT,
                "code": code,
                "name": _ENGLISH_NAMES.get(code, name),
                "name_local": name,
            }
