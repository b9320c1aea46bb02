"""Who names the person's organisations, on the desk's home."""

from __future__ import annotations

from typing import Any

from editorial.co_organising.mentions import make_mentions
from editorial.desk.home_parts import HomePart
from listings.co_organisers import public_mentions
from listings.enums import OrganisationStatus
from listings.models import Organisation
from regions.portal_request import PortalRequest

#: Activities that the home shows; the list of each organisation has all.
_MOST = 3


def named(request: PortalRequest) -> dict[str, Any] | None:
    """The newest ones of others that name an organisation of the person. One statement."""
    organisations = Organisation.objects.written_by(request.user).filter(status=OrganisationStatus.JOINED)
    mentions = make_mentions(public_mentions(organisations).filter(left_at=None)[: _MOST + 1])
    if not mentions:
        return None
    has_more = len(mentions) > _MOST
    more = list(dict.fromkeys(mention.organisation_id for mention in mentions)) if has_more else []
    return {"mentions": mentions[:_MOST], "more": more[:1]}


NAMED = HomePart("editorial/co_organising/home_named.html", named)
