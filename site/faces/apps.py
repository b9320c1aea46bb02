from django.apps import AppConfig


class FacesConfig(AppConfig):
    """Portal pages, API, feeds, heads of pages and the sitemap."""

    name = "faces"
    verbose_name = "Faces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from faces import previews
        from faces.head.structured_data import website
        from faces.home.home_parts import PARTS
        from faces.portal_parts import PUBLIC_PAGES
        from faces.sitemap import PARTS as PARTS_OF_SITEMAP
        from regions import front_page, metadata, portal_parts, sitemap

        previews.connect()
        metadata.front_page_data.register("website", website)
        for listed in PARTS_OF_SITEMAP:
            sitemap.register(listed)
        portal_parts.register(PUBLIC_PAGES)
        for part in PARTS:
            front_page.register(part)
