"""Changing the port in the portals' addresses when the service runs on another one (``make run PORT=…``)."""

from django.db import transaction

from regions import conf
from regions.models import Portal


@transaction.atomic
def serve_on_port(port: int) -> int:
    """Set the port of every portal below ``KOTOTORI_DOMAIN``; return how many changed. Raises ``ValueError``."""
    if not 0 < port < 65536:
        raise ValueError(f"A port is a number from 1 to 65535, not {port}.")
    suffix = f".{conf.domain()}"
    portals = Portal.objects.select_related("site").filter(site__hostname__endswith=suffix).exclude(site__port=port)
    for portal in portals:
        portal.site.port = port
        portal.site.save(update_fields=["port"])
    return len(portals)
