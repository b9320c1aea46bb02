"""Telling organisations that an activity names them as co-organisers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from editorial.co_organising.co_organiser_mails import NAMED
from editorial.mails.queueing import queue_mail
from listings.enums import OrganisationStatus
from listings.models import ActivityPage, CoOrganising, Organisation, OrganisationMembership


class TellCoOrganisers:
    """Mails the people of each organisation that a public activity names for the first time. Idempotent.

    Organisations that know already, or have been taken off before anybody told them, get nothing.
    """

    def __init__(self, page: ActivityPage) -> None:
        self.page = page

    @transaction.atomic
    def execute(self) -> list[Organisation]:
        """Return the organisations that were told now."""
        told = [organisation for organisation in self._untold() if self._mark(organisation)]
        people = self._people(told)
        for organisation in told:
            for person in people.get(organisation.pk, ()):
                queue_mail(
                    NAMED,
                    portal=organisation.home_portal,
                    person=person,
                    thing=self.page.record,
                    period=str(organisation.pk),
                    facts={"organisation": str(organisation.pk)},
                )
        return told

    def _untold(self) -> list[Organisation]:
        named = Organisation.objects.with_portal().filter(
            pk__in=[one.pk for one in self.page.co_organisers.all()], status=OrganisationStatus.JOINED
        )
        record = self.page.record
        knowing = CoOrganising.objects.filter(listing=record).exclude(told_at=None, left_at=None)
        return list(
            named.exclude(pk=record.organisation_id).exclude(pk__in=knowing.values("organisation")).order_by("pk")
        )

    def _mark(self, organisation: Organisation) -> bool:
        """Note that it is told now; false where somebody else has done so meanwhile."""
        now = timezone.now()
        row, is_new = CoOrganising.objects.get_or_create(
            listing=self.page.record, organisation=organisation, defaults={"told_at": now}
        )
        return is_new or bool(CoOrganising.objects.filter(pk=row.pk, told_at=None).update(told_at=now))

    def _people(self, organisations: list[Organisation]) -> dict[Any, list[Any]]:
        memberships = OrganisationMembership.objects.effective().filter(organisation__in=organisations)
        accounts = get_user_model()._default_manager.select_related("wagtail_userprofile").exclude(email="")
        found = accounts.in_bulk(list(memberships.values_list("user_id", flat=True))) if organisations else {}
        people: dict[Any, list[Any]] = {}
        for user_id, organisation_id in memberships.order_by("pk").values_list("user_id", "organisation_id"):
            if user_id in found:
                people.setdefault(organisation_id, []).append(found[user_id])
        return people
