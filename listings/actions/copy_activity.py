"""Copying an activity into a new one (docs/needs.md, C5). The copy has a new record, and a draft."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Page

from listings.actions.base import Action
from listings.actions.errors import ActionError, ActionPermissionError
from listings.models import ActivityPage, CoOrganising, Listing
from regions.locks import lock_names

#: Fields of a page's row that belong to one page alone.
_OF_ONE_PAGE = (
    "pk",
    "path",
    "depth",
    "url_path",
    "latest_revision",
    "live_revision",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "go_live_at",
    "expire_at",
    "locked_at",
    "locked_by",
    "alias_of",
)


class CopyActivityError(ActionError):
    """Only the version in which an activity was written can be copied."""


class CopyActivityPermissionError(CopyActivityError, ActionPermissionError):
    """The person must be able to edit the activity and to add another one beside it."""


class CopyActivity(Action):
    """Makes a draft with the texts, times and facts of ``page`` as last saved, without dates in the past.

    The copy has a record of its own, which refers to the original. Placements, confirmations, status and cancelled
    dates aren't copied, and translations only by ``CopySeason``. The same ``key`` again gives the copy that is there.
    """

    action_name = "copy_activity"
    permission_error_class = CopyActivityPermissionError
    permission_message = _("You may not copy this activity.")
    _refused = _("This copy can't be made. Open the activity and copy it again.")

    def __init__(
        self,
        page: ActivityPage,
        user: Any = None,
        today: datetime.date | None = None,
        *,
        key: uuid.UUID | None = None,
    ) -> None:
        super().__init__(page, user)
        self.page = page
        self.today = today or timezone.localdate()
        self.key = key or uuid.uuid4()

    def user_has_permission(self) -> bool:
        return bool(
            self.page.permissions_for_user(self.user).can_edit()
            and self.page.get_parent().permissions_for_user(self.user).can_add_subpage()
        )

    def check_state(self) -> None:
        if not self.page.is_source or self.page.record is None:
            raise CopyActivityError(_("Copy the activity in the language in which it was written."))

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> ActivityPage:
        """Return the new page. Raises ``CopyActivityError``."""
        self.check(skip_permission_checks)
        lock_names(f"copy:{self.key}")
        made = Listing.objects.filter(pk=self.key).first()
        if made is not None:
            return self._made_before(made)
        if Page.objects.filter(translation_key=self.key).exists():  # another kind of page has this id
            raise CopyActivityError(self._refused)
        copy = self._unsaved_copy()
        self.page.get_parent().add_child(instance=copy)
        copy.save_revision(user=self.user, changed=False, clean=False)
        Listing.objects.filter(pk=copy.translation_key).update(copied_from=self.page.translation_key)
        data = {"source": {"id": self.page.pk, "title": self.page.get_admin_display_title()}}
        log(copy, "listings.copy_activity", user=self.user, data=data)
        return copy

    def _made_before(self, listing: Listing) -> ActivityPage:
        page: ActivityPage | None = ActivityPage.objects.source_of(listing)
        if listing.copied_from_id != self.page.translation_key or page is None:
            raise CopyActivityError(self._refused)
        return page

    def change(self, data: dict[str, Any]) -> None:
        """Change the copy before it is saved; ``data`` is its content as a revision has it."""

    def _unsaved_copy(self) -> ActivityPage:
        data: dict[str, Any] = json.loads(self.page.get_latest_revision_as_object().to_json())
        data.update(dict.fromkeys(_OF_ONE_PAGE))
        for relation in get_all_child_relations(ActivityPage):
            for row in data.get(relation.get_accessor_name(), ()):
                row["pk"] = None
                row[relation.field.name] = None
        self._drop_unfinished_rows(data)
        self.change(data)
        self._drop_what_is_over(data)
        data.update(
            translation_key=str(self.key),
            slug=str(self.key),
            numchild=0,
            live=False,
            has_unpublished_changes=True,
            locked=False,
            owner=self.user.pk if self.user else None,
        )
        copy: ActivityPage = ActivityPage.from_serializable_data(data, check_fks=True, strict_fks=False)
        return copy

    @staticmethod
    def _drop_unfinished_rows(data: dict[str, Any]) -> None:
        """Remove rows of a draft that lack their day."""
        data["dates"] = [row for row in data.get("dates") or () if row["date"]]
        data["exceptions"] = [row for row in data.get("exceptions") or () if row["first"]]

    def _drop_what_is_over(self, data: dict[str, Any]) -> None:
        """Remove past dates. They are compared as texts in ISO form."""
        today = self.today.isoformat()
        for name in ("sign_up_deadline", "valid_until"):
            if data.get(name) and data[name] < today:
                data[name] = None
        if data.get("season_end") and data["season_end"] < today:
            data["season_start"] = data["season_end"] = None
        data["dates"] = [row for row in data.get("dates", ()) if row["date"] >= today]
        data["exceptions"] = [row for row in data.get("exceptions", ()) if (row["last"] or row["first"]) >= today]
        contacts = data.get("contacts", ())
        data["contacts"] = [row for row in contacts if not row["keep_until"] or row["keep_until"] >= today]
        data["co_organisers"] = self._still_named(data.get("co_organisers", ()))

    def _still_named(self, organisations: Any) -> list[Any]:
        """Leave out organisations that have taken themselves off: a copy doesn't ask them again."""
        taken_off = CoOrganising.objects.taken_off().filter(listing=self.page.translation_key)
        gone = set(map(str, taken_off.values_list("organisation_id", flat=True))) if organisations else set()
        return [organisation for organisation in organisations if str(organisation) not in gone]
