"""What the admin answers where a model refuses a change that no form has checked, such as approving a review."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

#: Arguments of Wagtail's addresses that are the page that is being changed.
_PAGE_ARGUMENTS = ("page_id", "pk")


def answer_to_refused_change(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Return a redirect with the sentences of a ``ValidationError``: to the page's form, else to the front page.

    None for other exceptions. Nothing has been written: whoever changes several rows does it in one transaction.
    """
    if not isinstance(exception, ValidationError) or request.method != "POST":
        return None
    for sentence in dict.fromkeys(exception.messages):
        messages.error(request, sentence)
    target = _form_of_page(request) or reverse("wagtailadmin_home")
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": target})
    return redirect(target)


def _form_of_page(request: HttpRequest) -> str | None:
    match = request.resolver_match
    if match is None or match.namespace != "wagtailadmin_pages":
        return None
    page = next((match.kwargs[name] for name in _PAGE_ARGUMENTS if name in match.kwargs), None)
    return None if page is None else reverse("wagtailadmin_pages:edit", args=[page])
