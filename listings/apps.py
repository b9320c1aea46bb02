from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListingsConfig(AppConfig):
    name = "listings"
    verbose_name = _("Organisations, activities and what they share")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from listings import admin_guards, checks, dashboard, portal_parts, signal_handlers
        from listings.actions.sync_editor_rights import groups_of
        from regions import versions
        from regions.actions import sync_rights

        versions.registry.register("listings.vocabulary", "SELECT number FROM listings_vocabularyversion LIMIT 1")
        admin_guards.connect()
        checks.connect()
        dashboard.connect()
        portal_parts.connect()
        signal_handlers.connect()
        sync_rights.sources.register("organisation_memberships", groups_of)
