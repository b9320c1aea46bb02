"""Links in mails: signed, so that nobody can make one up, at ``/<language>/mail/<signed>/``.

What a link does is registered by name. Whether it is old, or has been used, is known by the row that it names.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation

from regions.models import Portal
from regions.portal_request import PortalRequest
from regions.registry import Registry

_SALT = "editorial.mails.signed_links"

#: What a link does: from the request and the key that was signed to the answer. GET only shows; POST does.
LinkAction = Callable[[PortalRequest, str], HttpResponse]
link_actions: Registry[LinkAction] = Registry("action of links in mails")


def signed_link(action: str, key: str, *, portal: Portal, language: str) -> str:
    """Return the absolute address of a link that does ``action`` with ``key``, on the portal's host."""
    with translation.override(language):
        path = reverse("mail_link", args=[signing.dumps([action, key], salt=_SALT)])
    return f"{portal.root_url}{path}"


def answer_to_link(request: PortalRequest, signed: str) -> HttpResponse:
    """The answer to a link of a mail; 404 for a forged one and for an action that is gone."""
    try:
        action, key = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    answer = link_actions.get(action)
    if answer is None:
        raise Http404
    return answer(request, key)
