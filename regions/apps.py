from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Municipalities, areas and portals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import database_version, signal_handlers, sitemap, versions
        from regions.uploads import document_files, picture_files, picture_tags
        from regions.written import clean_models, written_inputs

        versions.registry.register("regions.portals", versions.rows_of("regions_portal"))
        versions.registry.register("regions.sites", versions.rows_of("wagtailcore_site"))
        versions.registry.register("regions.homes", versions.rows_of("regions_portalhomepage", pages=True))
        sitemap.register(sitemap.FRONT_PAGES)
        database_version.connect()
        signal_handlers.connect()
        clean_models.connect()
        document_files.connect()
        picture_files.connect()
        picture_tags.connect()
        written_inputs.install()
