"""How many translations are outdated, among what a coordinator has to do on the admin's front page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from listings.dashboard import Need
from listings.models import Listing, Organisation
from regions.models import Portal, PortalRole
from regions.permissions import memberships_of
from search.documents.unsaid_texts import unsaid_texts


def outdated_translations(user: Any) -> Iterator[Need]:
    """Yield the number for the portals that the person coordinates by a role there: not all portals of the nation.

    Texts of organisations and activities. At most five statements.
    """
    own = [portal for portal, role, _languages in memberships_of(user) if role == PortalRole.COORDINATOR]
    if not own:
        return
    languages = {
        code for codes in Portal.objects.filter(pk__in=own).values_list("languages", flat=True) for code in codes
    }
    listings = Listing.objects.public_on(timezone.localdate()).filter(organisation__home_portal__in=own)
    organisations = Organisation.objects.public().filter(home_portal__in=own)
    ids = [key for records in (listings, organisations) for key in records.order_by().values_list("pk", flat=True)]
    count = len(unsaid_texts(ids, languages))
    words = ngettext(
        "translation doesn't say all that its original says",
        "translations don't say all that their originals say",
        count,
    )
    yield Need(count, words, reverse("text_languages"), "globe")
