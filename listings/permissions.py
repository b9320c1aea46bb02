"""Who may do what with the pages and records of a family. The only place that says so; views and hooks ask here."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, PagePermissionTester

from listings.models.membership import OrganisationMembership
from listings.models.records import Listing, Organisation
from regions.models import PortalRole
from regions.permissions import (
    is_national_admin,
    may_coordinate,
    memberships_of,
    portals_with_role,
    translator_languages,
)


def may_edit_for(user: Any, organisation_id: Any) -> bool:
    """Whether the user writes for this organisation."""
    return OrganisationMembership.objects.effective().filter(user_id=user.pk, organisation_id=organisation_id).exists()


def may_manage_listing(user: Any, listing: Listing) -> bool:
    """Whether the user may pause, cancel, confirm … this activity: its organisation's editors and its portal's
    coordinators.
    """
    return may_coordinate(user, listing.home_portal) or may_edit_for(user, listing.organisation_id)


def _translated_in(user: Any) -> list[tuple[Any, set[str]]]:
    """(portal, languages): a coordinator works on all of the portal's languages, a translator on their own."""
    coordinated = {portal.pk: portal for portal in portals_with_role(user, PortalRole.COORDINATOR)}
    translated = [portal for portal in portals_with_role(user, PortalRole.TRANSLATOR) if portal.pk not in coordinated]
    return [(portal, set(portal.languages)) for portal in coordinated.values()] + [
        (portal, translator_languages(user, portal)) for portal in translated
    ]


def sees_the_pool(user: Any) -> bool:
    """Whether the person has anything to look for in the admin's list of activities."""
    roles = {role for _portal, role, _languages in memberships_of(user)}
    if is_national_admin(user) or roles & {PortalRole.COORDINATOR, PortalRole.TRANSLATOR}:
        return True
    return OrganisationMembership.objects.effective().filter(user_id=user.pk).exists()


def works_on_translations(user: Any) -> bool:
    return any(languages for _portal, languages in _translated_in(user))


def versions_for(user: Any) -> Any:
    """Language versions that the user may translate, as pages with ``source_language``; unfinished ones first."""
    mine = Q(pk=None)
    for portal, languages in _translated_in(user):
        at_home = Q(listing_portal=portal.pk) | Q(organisation_portal=portal.pk)
        mine |= at_home & Q(locale__language_code__in=languages)
    listing = Listing.objects.filter(pk=OuterRef("translation_key"))
    organisation = Organisation.objects.filter(pk=OuterRef("translation_key"))
    return (
        Page.objects.annotate(
            listing_portal=Subquery(listing.values("organisation__home_portal_id")),
            organisation_portal=Subquery(organisation.values("home_portal_id")),
            source_language=Coalesce(
                Subquery(listing.values("source_language")), Subquery(organisation.values("source_language"))
            ),
        )
        .filter(mine)
        .exclude(locale__language_code=F("source_language"))
        .select_related("locale")
        .order_by("live", "-has_unpublished_changes", F("latest_revision_created_at").desc(nulls_last=True), "pk")
    )


class FamilyPagePermissionTester(PagePermissionTester):
    """Wagtail's page rights with the family rules: sources are copied and moved, never translations; translators by
    language.
    """

    def _home_portal(self) -> Any:
        record = self.page.record
        return record.home_portal if record else None

    def is_coordinator(self) -> bool:
        portal = self._home_portal()
        return portal is not None and may_coordinate(self.user, portal)

    def is_translator(self) -> bool:
        """Whether the user translates into this version's language in its home portal; never true of a source."""
        portal = self._home_portal()
        return (
            portal is not None
            and not self.page.is_source
            and self.page.language in translator_languages(self.user, portal)
        )

    def _may_publish_here(self) -> bool:
        return bool(self.user.is_superuser or "publish" in getattr(self, "permissions", ()))

    def can_edit(self) -> bool:
        return super().can_edit() or self.is_translator()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """A source takes its translations along, so none of them may be public unless the user may unpublish it."""
        if not super().can_delete(ignore_bulk):
            return False
        return self._may_publish_here() or not self.page.is_source or not self.page.family().filter(live=True).exists()

    def can_move(self) -> bool:
        return self.page.is_source and super().can_move()

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        """Wagtail's own copying and aliasing tear families apart; our action doesn't ask this."""
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class ActivityPagePermissionTester(FamilyPagePermissionTester):
    """An activity: its organisation's editors, its portal's coordinators, and translators of the version's language."""

    def can_copy(self) -> bool:
        """Whether “Copy to a new activity” is offered (see ``CopyActivity``)."""
        return (
            self.page.is_source
            and self.can_edit()
            and self.page.get_parent().permissions_for_user(self.user).can_add_subpage()
        )


class OrganisationPagePermissionTester(FamilyPagePermissionTester):
    """An organisation: editors add and change activities below it, but the organisation itself is the coordinator's."""

    def _is_in_charge(self) -> bool:
        return bool(self.user.is_superuser) or self.is_coordinator()

    def can_add_subpage(self) -> bool:
        """Activities stand below the organisation's source page alone."""
        return self.page.is_source and super().can_add_subpage()

    def can_edit(self) -> bool:
        return (super().can_edit() and self._is_in_charge()) or self.is_translator()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Its activities go along, which is what deleting an organisation means: no right to bulk deletion is
        needed.
        """
        return self._is_in_charge() and super().can_delete(ignore_bulk=True)

    def can_publish(self) -> bool:
        return self._is_in_charge() and super().can_publish()

    def can_unpublish(self) -> bool:
        return self._is_in_charge() and super().can_unpublish()

    def can_lock(self) -> bool:
        return self._is_in_charge() and super().can_lock()

    def can_unlock(self) -> bool:
        return self._is_in_charge() and super().can_unlock()

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() and (self._is_in_charge() or self.is_translator())

    def can_submit_for_moderation(self) -> bool:
        return super().can_submit_for_moderation() and (self._is_in_charge() or self.is_translator())
