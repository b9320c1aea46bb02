"""Signal handlers: rights follow memberships, translations follow their sources."""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_init, post_save
from wagtail.signals import post_page_move, task_submitted
from wagtail_localize.models import Translation

from listings.actions.adopt_translation import adopt_text
from listings.actions.sync_editor_rights import drop_editors, sync_editor_group
from listings.models import ActivityPage, Organisation, OrganisationGroup, OrganisationMembership, OrganisationPage
from listings.signals import memberships_changed
from regions.actions.sync_rights import sync_rights
from regions.permissions import forget_memberships


def memberships_written(memberships: set[tuple[int, UUID]], **kwargs: Any) -> None:
    for user_id, organisation_id in memberships:
        derive_rights(user_id, organisation_id)


def derive_rights(user_id: int, organisation_id: UUID) -> None:
    """Bring the organisation's group and the person's groups in line with the membership rows."""
    organisation = Organisation.objects.with_portal().filter(pk=organisation_id).first()
    if organisation is not None and organisation.memberships.exists():
        sync_editor_group(organisation)
    sync_rights(user_id)


def remember_membership(instance: OrganisationMembership, **kwargs: Any) -> None:
    instance._before = (  # type: ignore[attr-defined]
        instance.__dict__.get("user_id"),
        instance.__dict__.get("organisation_id"),
    )


def membership_saved(instance: OrganisationMembership, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    before_user, _before_organisation = instance._before  # type: ignore[attr-defined]
    if before_user is not None and before_user != instance.user_id:
        sync_rights(before_user)
    _derive(instance)


def membership_deleted(instance: OrganisationMembership, **kwargs: Any) -> None:
    _derive(instance)


def _derive(instance: OrganisationMembership) -> None:
    derive_rights(instance.user_id, instance.organisation_id)
    remember_membership(instance)
    user = instance._state.fields_cache.get("user")
    if user is not None:
        forget_memberships(user)


def version_deleted(instance: ActivityPage | OrganisationPage, **kwargs: Any) -> None:
    """Delete the translations of a deleted source; nothing follows from the deletion of a translation.

    Other versions that are deleted in the same operation are no longer in the model's table, so ``family`` has only
    those that remain. The database ends the record (see ``PlaceInTree``).
    """
    record = type(instance).record_model().objects.filter(pk=instance.translation_key).first()
    if record is None or record.source_language != instance.locale.language_code:
        return
    for version in instance.family():
        version.delete()
    if isinstance(record, Organisation):
        drop_editors(record)


def page_moved(instance: Any, **kwargs: Any) -> None:
    """Give the editors of a moved organisation the right to pictures in the collection of its new portal."""
    if not isinstance(instance.specific, OrganisationPage):
        return
    organisation = Organisation.objects.with_portal().filter(pk=instance.translation_key).first()
    if organisation is not None and OrganisationGroup.objects.filter(organisation=organisation).exists():
        sync_editor_group(organisation)


def translation_made(instance: Translation, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Take the existing text of a version as its translation, before wagtail-localize begins to manage it."""
    if created and not raw:
        adopt_text(instance)


def sent_to_review(instance: Any, **kwargs: Any) -> None:
    """Refuse the review of an announcement that breaks a rule; it could not be published.

    Raises ``ValidationError``, before the review is in the database.
    """
    stored = getattr(instance.workflow_state.content_object, "specific", None)
    if isinstance(stored, ActivityPage) and stored.is_source:
        stored.with_content_json(instance.revision.content).check_rules()


def connect() -> None:
    post_init.connect(remember_membership, sender=OrganisationMembership, dispatch_uid="listings_remember_membership")
    post_save.connect(membership_saved, sender=OrganisationMembership, dispatch_uid="listings_membership_saved")
    post_delete.connect(membership_deleted, sender=OrganisationMembership, dispatch_uid="listings_membership_deleted")
    memberships_changed.connect(
        memberships_written, sender=OrganisationMembership, dispatch_uid="listings_memberships_written"
    )
    for model in (ActivityPage, OrganisationPage):
        post_delete.connect(version_deleted, sender=model, dispatch_uid=f"listings_{model.__name__}_deleted")
    post_save.connect(translation_made, sender=Translation, dispatch_uid="listings_translation_made")
    task_submitted.connect(sent_to_review, dispatch_uid="listings_sent_to_review")
    post_page_move.connect(page_moved, dispatch_uid="listings_page_moved")
