from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Municipalities, areas and portals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import signal_handlers, sitemap, versions

        versions.register("regions.portals", versions.rows_of("regions_portal"))
        versions.register("regions.sites", versions.rows_of("wagtailcore_site"))
        versions.register("regions.homes", versions.rows_of("regions_portalhomepage", pages=True))
        sitemap.register(sitemap.FRONT_PAGES)
        signal_handlers.connect()
