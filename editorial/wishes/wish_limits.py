"""How many wishes are taken from one network, and that one form is one wish.

Counted in the shared cache, as keyed digests, for an hour. No digest has the search in it.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit
from editorial.form_guard.client_address import client_address
from editorial.form_guard.form_keys import FormKey

#: Wishes from one network in an hour; a library may be one.
FROM_NETWORK: Final = 20
_HOUR: Final = 60 * 60


def count_from_network(request: HttpRequest) -> bool:
    """Count a wish; return whether its network has sent no more than it may."""
    return attempt_limits.is_counted((Limit("wish-network", FROM_NETWORK, _HOUR), client_address(request)))


def is_first_of_form(key: FormKey) -> bool:
    """Note that a form was sent; return whether it is the first time. A button may be pressed twice."""
    return attempt_limits.is_counted((Limit("wish-form", 1, _HOUR), key.id.hex))
