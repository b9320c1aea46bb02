"""What this part adds to Wagtail's admin: its page, its entry in the menu, its words in the log."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from editorial.privacy import privacy_admin


def register() -> None:
    hooks.register("register_user_listing_buttons", privacy_admin.user_buttons)
    hooks.register("before_delete_user", privacy_admin.erase_instead_of_delete)
    hooks.register("before_bulk_action", privacy_admin.refuse_bulk_deletion)
    hooks.register("register_admin_urls", lambda: privacy_admin.urlpatterns)
    hooks.register("register_settings_menu_item", privacy_admin.PrivacyMenuItem)
    hooks.register("register_log_actions", _register_log_actions)


def _register_log_actions(actions: Any) -> None:
    actions.register_action("editorial.erase_person", _("Erase a person"), _("Erased a person"))
    actions.register_action("editorial.export_person", _("Give out a person's data"), _("Gave out a person's data"))
