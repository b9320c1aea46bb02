"""Organisations with what their portal trusts them with: for a page of a list, with constant statements."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.trust.models import OrganisationTrust, TrustLevel
from listings.enums import OrganisationStatus
from regions.models import Portal
from regions.people import person_name
from regions.written.clean_forms import CleanTextFormMixin

ROWS = 50
MAX_WORDS = 5


@dataclass(frozen=True)
class TrustRow:
    """``granted_by`` and ``granted_at``: who changed the level last, and when; empty where nobody has."""

    key: Any
    title: str
    level: TrustLevel
    is_suspended: bool
    allows_corrections: bool
    granted_by: str
    granted_at: datetime.datetime | None

    @property
    def is_trusted(self) -> bool:
        return self.level != TrustLevel.REVIEW


class TrustSearchForm(CleanTextFormMixin, forms.Form):
    """What isn't well formed filters nothing."""

    q = forms.CharField(label=_("Organisation"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("Publishes itself"), required=False, choices=[("", _("all")), *TrustLevel.choices]
    )

    def found(self, portal: Portal) -> QuerySet[Any]:
        """The portal's organisations that are searched for, by name."""
        rows = organisations_of(portal).select_related("home_portal", "trust__granted_by")
        self.is_valid()
        for word in str(self.cleaned_data.get("q") or "").split()[:MAX_WORDS]:
            rows = rows.filter(shown_title__icontains=word)
        level = self.cleaned_data.get("level")
        trusted = Q(trust__portal=portal) & ~Q(trust__level=TrustLevel.REVIEW)
        if level == TrustLevel.REVIEW:
            granted = OrganisationTrust.objects.filter(portal=portal).exclude(level=TrustLevel.REVIEW)
            rows = rows.exclude(pk__in=granted.values("organisation"))
        elif level:
            rows = rows.filter(trusted, trust__level=level)
        return rows.order_by("shown_title", "pk")

    @property
    def is_active(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("q", "level"))


def trust_rows(organisations: Iterable[Any]) -> list[TrustRow]:
    """Of organisations that were read with their home portal and ``trust__granted_by``. No statement."""
    return [_row(organisation) for organisation in organisations]


def _row(organisation: Any) -> TrustRow:
    trust: OrganisationTrust | None = getattr(organisation, "trust", None)
    is_valid = trust is not None and trust.portal_id == organisation.home_portal_id
    return TrustRow(
        key=organisation.pk,
        title=str(organisation),
        level=TrustLevel(trust.level) if trust is not None and is_valid else TrustLevel.REVIEW,
        is_suspended=organisation.status == OrganisationStatus.SUSPENDED,
        allows_corrections=trust is not None and trust.allows_spelling_corrections,
        granted_by=person_name(trust.granted_by) if trust is not None and is_valid else "",
        granted_at=trust.granted_at if trust is not None and is_valid else None,
    )
