"""Whether reviewers may correct an organisation's spelling: its responsible people say so at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from editorial.own_organisations.organisation_access import OwnOrganisation, for_own_organisation
from editorial.people.permissions import is_responsible
from editorial.trust.actions.allow_corrections import AllowCorrections
from editorial.trust.actions.errors import TrustPermissionError
from editorial.trust.models import OrganisationTrust, TrustLevel
from regions.portal_request import PortalRequest

#: The field of the form; it is sent when the box is ticked.
FIELD = "allows_corrections"


@dataclass(frozen=True)
class ReviewTerms:
    """How an organisation's texts are reviewed. ``may_change``: the person says whether spelling is corrected."""

    level: TrustLevel
    allows_corrections: bool
    may_change: bool

    @property
    def publishes_facts(self) -> bool:
        return self.level == TrustLevel.FACTS

    @property
    def publishes_everything(self) -> bool:
        return self.level == TrustLevel.EVERYTHING


def review_terms(own: OwnOrganisation, user: Any) -> ReviewTerms:
    """Return how the organisation's texts are reviewed. Two statements."""
    trust = OrganisationTrust.objects.filter(organisation=own.organisation.pk).first()
    is_valid = trust is not None and trust.portal_id == own.organisation.home_portal_id
    level = TrustLevel(trust.level) if trust is not None and is_valid else TrustLevel.REVIEW
    allows = trust is not None and trust.allows_spelling_corrections
    return ReviewTerms(level, allows, own.is_own and is_responsible(user, own.organisation))


@for_own_organisation("POST")
def allow_corrections(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """Let reviewers correct spelling, or no longer. 404 for whoever isn't responsible."""
    is_allowed = FIELD in request.POST
    if review_terms(own, request.user).allows_corrections != is_allowed:
        try:
            AllowCorrections(own.organisation, is_allowed, request.user).execute()
        except TrustPermissionError as error:
            raise Http404 from error
    if is_allowed:
        messages.success(request, _("Saved. Reviewers may now correct your spelling. You see what they corrected."))
    else:
        messages.success(request, _("Saved. Reviewers don't change your texts: they suggest, and you choose."))
    return redirect("own_organisation", own.organisation.pk)
