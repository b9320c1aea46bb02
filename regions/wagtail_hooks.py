"""What this app registers with Wagtail's admin. Decides nothing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from regions import policies
from regions.viewsets import PortalViewSet

# Here and not in AppConfig.ready, because wagtail.users registers its own in ready, and the last one counts.
policies.register()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("regions.open_portal", _("Open portal"), _("Opened or extended the portal"))


@hooks.register("register_admin_viewset")
def register_portals() -> PortalViewSet:
    return PortalViewSet()
