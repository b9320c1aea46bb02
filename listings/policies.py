"""Permission policies of venues and vocabularies: who may use their lists and forms in the admin."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from listings.models import Concept, ConceptLabel, Venue
from regions.permissions import may_coordinate
from regions.policies import NationalAdminPolicy


class VenuePolicy(ModelPermissionPolicy):
    """Coordinators may add venues; only those of the portal that keeps a venue may change it."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Venue) -> bool:
        if action in {"change", "delete"}:
            return self.user_has_permission(user, action) and self._is_kept_by(user, instance)
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Venue) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Venue]:
        if not self.user_has_any_permission(user, actions):
            nothing: QuerySet[Venue] = Venue.objects.none()
            return nothing
        venues: QuerySet[Venue] = Venue.objects.for_editor(user)
        return venues

    @staticmethod
    def _is_kept_by(user: Any, venue: Venue) -> bool:
        if user.is_superuser:
            return True
        return venue.portal is not None and may_coordinate(user, venue.portal)


VENUES = VenuePolicy(Venue)
CONCEPTS = NationalAdminPolicy(Concept, refused=frozenset({"delete"}))
LABELS = NationalAdminPolicy(ConceptLabel)


def register() -> None:
    for policy in (VENUES, CONCEPTS, LABELS):
        register_permission_policy(policy.model, policy)
