"""In which language the API answers: ``lang``, one of the interface's languages; the portal's first without it."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from regions.languages import interface_languages


def answer_language(request: HttpRequest) -> str:
    """The language of labels, texts and messages. A ``lang`` that nobody speaks here is as none."""
    asked = request.GET.get("lang", "").strip()
    if asked in interface_languages():
        return asked
    portal = getattr(request, "portal", None)
    return portal.first_language if portal is not None else settings.LANGUAGE_CODE


def language_errors(request: HttpRequest) -> list[tuple[str, str]]:
    """What is wrong with ``lang``, as pairs (parameter, message)."""
    asked = [value for given in request.GET.getlist("lang") if (value := given.strip())]
    if len(set(asked)) > 1:
        return [("lang", _("Give this only once."))]
    if asked and asked[0] not in interface_languages():
        known = ", ".join(interface_languages())
        return [("lang", _("There are no answers in this language. Choose one of: %(codes)s.") % {"codes": known})]
    return []
