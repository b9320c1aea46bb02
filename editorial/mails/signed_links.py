"""Links in mails: signed, so that nobody can make one up, at ``/<language>/mail/<signed>/``.

What a link does is registered by name. Whether it is old, or has been used, is known by the row that it names. A POST
needs the token against forged requests, unless the action is decorated with Django's ``csrf_exempt``.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core import signing
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from editorial.mails.mail_addresses import portal_address
from regions.models import Portal
from regions.portal_request import PortalRequest
from regions.registry import Registry

_SALT = "editorial.mails.signed_links"

#: What a link does: from the request and the key that was signed to the answer. GET only shows; POST does.
LinkAction = Callable[[PortalRequest, str], HttpResponse]
link_actions: Registry[LinkAction] = Registry("action of links in mails")


def signed_link(action: str, key: str, *, portal: Portal, language: str) -> str:
    """Return the absolute address of a link that does ``action`` with ``key``, on the portal's host.

    In the portal's first language where it doesn't have this one. Raises ``NoReverseMatch`` in a project that hasn't
    included this app's addresses.
    """
    return portal_address(portal, "mail_link", language, signing.dumps([action, key], salt=_SALT))


@csrf_exempt  # each action decides: below, those that aren't exempt themselves are protected
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_to_link(request: PortalRequest, signed: str) -> HttpResponse:
    """The answer to a link of a mail; 404 for a forged one and for an action that is gone.

    No cache keeps it, and no other site is told the address, which is a secret. The policy isn't ``no-referrer``: under
    that one a browser sends forms with an origin of "null", which the protection against forged requests refuses.
    """
    try:
        action, key = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    if request.portal is None:
        raise Http404
    answer = link_actions.get(action)
    if answer is None:
        raise Http404
    response: HttpResponse = csrf_protect(answer)(request, key)
    response.headers.setdefault("Referrer-Policy", "same-origin")
    return response
