"""Languages by their codes: which there are, their own names, their direction."""

import unicodedata

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header


def interface_languages() -> dict[str, str]:
    """Codes and own names of the languages in which a portal can be opened.

    The setting ``INTERFACE_LANGUAGES``, or all of ``LANGUAGES`` without it.
    """
    return dict(getattr(settings, "INTERFACE_LANGUAGES", settings.LANGUAGES))


def content_languages() -> tuple[str, ...]:
    """Codes of the languages that texts are written in: ``WAGTAIL_CONTENT_LANGUAGES``, otherwise all ``LANGUAGES``."""
    return tuple(code for code, _name in getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES))


def own_name(code: str) -> str:
    """A language's name in itself, such as “suomi” or “العربية”; the code for a language without a known name."""
    try:
        return unicodedata.normalize("NFC", str(get_language_info(code)["name_local"]))
    except KeyError:
        return interface_languages().get(code, code)


def direction(code: str) -> str:
    """``rtl`` or ``ltr``, the value of HTML's ``dir``."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def isolated(text: str) -> str:
    """Text that reads in its own direction within text of another one (U+2068, U+2069), where no markup can say so."""
    return f"\u2068{text}\u2069"


def best_language(accepted: str, offered: list[str]) -> str:
    """The offered language that ``Accept-Language`` (RFC 9110, 12.5.4) prefers, otherwise the first one offered.

    ``sv-FI`` also matches ``sv``. With equal weights the order of the header decides, then that of the offer.
    """
    for accepted_language, quality in parse_accept_lang_header(accepted.lower()[:500]):
        if quality <= 0:
            continue
        if accepted_language == "*":
            break
        for language in (accepted_language, accepted_language.partition("-")[0]):
            if language in offered:
                return language
    return offered[0]
