"""A place that an organisation adds with an announcement."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from listings.models import Organisation, Venue


class ProposeVenue:
    """Stores a new, validated venue as its organisation's own; the same one again gives the one that is there."""

    def __init__(self, venue: Venue, organisation: Organisation) -> None:
        self.venue, self.organisation = venue, organisation

    def execute(self) -> Venue:
        self.venue.proposed_by = self.organisation
        try:
            with transaction.atomic():
                self.venue.save()
        except IntegrityError:
            same = {name: getattr(self.venue, name) for name in ("name", "street", "municipality_id")}
            stored: Venue = Venue.objects.get(proposed_by=self.organisation, address_hidden=False, **same)
            return stored
        return self.venue
