from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Municipalities, areas and portals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import database_version, signal_handlers, sitemap, stamp_triggers, versions
        from regions.uploads import document_files, picture_files, picture_tags
        from regions.written import clean_models, written_inputs

        for kind in ("regions.portals", "regions.sites", "regions.logos", "regions.homes"):
            versions.registry.register(kind, stamp_triggers.version_of(kind))
        sitemap.register(sitemap.FRONT_PAGES)
        database_version.connect()
        signal_handlers.connect()
        clean_models.connect()
        document_files.connect()
        picture_files.connect()
        picture_tags.connect()
        written_inputs.install()
