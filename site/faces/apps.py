from django.apps import AppConfig


class FacesConfig(AppConfig):
    """Portal pages, API, feeds, heads of pages and the sitemap."""

    name = "faces"
    verbose_name = "Faces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from faces.front_page.front_page_parts import FRONT_PARTS
        from faces.head.structured_data import website
        from faces.portal_parts import PUBLIC_PAGES
        from faces.previews import PREVIEWS
        from faces.sitemap import PARTS as SITEMAP_PARTS
        from listings import previews
        from regions import front_page, metadata, portal_parts, sitemap

        portal_parts.register(PUBLIC_PAGES)
        metadata.front_page_data.register("website", website)
        for front_part in FRONT_PARTS:
            front_page.register(front_part)
        for sitemap_part in SITEMAP_PARTS:
            sitemap.register(sitemap_part)
        for model, preview in PREVIEWS.items():
            previews.registry.register(model._meta.label, preview)
