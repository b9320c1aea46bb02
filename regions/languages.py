"""Languages by their codes: which there are, their own names, their direction."""

from django.conf import settings
from django.utils.translation import get_language_info


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
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return interface_languages().get(code, code)


def direction(code: str) -> str:
    """``rtl`` or ``ltr``, the value of HTML's ``dir``."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
