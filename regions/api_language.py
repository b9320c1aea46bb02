"""The language of the API's answers: ``lang``, one of the interface's languages; the portal's first without it."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from regions.languages import interface_languages


def answer_language(request: HttpRequest) -> str:
    """The language of labels, texts and messages. A ``lang`` that the interface doesn't have counts as none."""
    language = request.GET.get("lang", "").strip()
    if language in interface_languages():
        return language
    portal = getattr(request, "portal", None)
    return portal.first_language if portal is not None else settings.LANGUAGE_CODE


def language_errors(request: HttpRequest) -> list[tuple[str, str]]:
    """Faults of ``lang`` as pairs (parameter, message)."""
    codes = [code for value in request.GET.getlist("lang") if (code := value.strip())]
    if len(set(codes)) > 1:
        return [("lang", _("Give this only once."))]
    if codes and codes[0] not in interface_languages():
        known = ", ".join(interface_languages())
        return [("lang", _("There are no answers in this language. Choose one of: %(codes)s.") % {"codes": known})]
    return []
