"""The languages that interfaces and texts can have, beyond those that Django knows by itself."""

import django.conf.locale

#: Languages of the interface, and so the ones that a portal can be opened in.
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

#: Languages in which an activity can be written or to which it can be translated, but which no interface has yet.
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

#: English names of the languages that Django has no entry for.
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
    """Give Django's table of languages the entries that it lacks; without them Wagtail can't name a locale."""
    for code, name in LANGUAGES:
        known = django.conf.locale.LANG_INFO.get(code)
        if known is None or "name_local" not in known:
            django.conf.locale.LANG_INFO[code] = {
                "bidi": code in RIGHT_TO_LEFT,
                "code": code,
                "name": _ENGLISH_NAMES.get(code, name),
                "name_local": name,
            }
