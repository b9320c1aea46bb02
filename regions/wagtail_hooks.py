"""What this app registers with Wagtail's admin. Decides nothing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("regions.open_portal", _("Open portal"), _("Opened or extended the portal"))
