"""Where a request comes from."""

from __future__ import annotations

from allauth.core.internal.httpkit import clean_client_ip, get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks, as the trusted servers in front have seen it; of IPv6 the network (/64).

    Which header is believed is told by ``ALLAUTH_TRUSTED_PROXY_COUNT`` and ``ALLAUTH_TRUSTED_CLIENT_IP_HEADER``. Where
    it is missing or makes no sense, the connection's address counts: all such requests together.
    """
    try:
        address = get_client_ip(request)
    except ImproperlyConfigured:
        address = None
    address = address or clean_client_ip(request.META.get("REMOTE_ADDR", ""))
    return truncate_ip(address) if address else "unknown"
