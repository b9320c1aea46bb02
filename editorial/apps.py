from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: Another value for every publishing, unpublishing and deletion of this app's pages.
PUBLISHED_PAGES = (
    "SELECT count(*) || ':' || max(last_published_at) FROM wagtailcore_page WHERE live AND content_type_id IN"
    " (SELECT id FROM django_content_type WHERE app_label = 'editorial')"
)


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Review, translation and what editors write")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial.articles import portal_parts as pages
        from editorial.articles.front_part import FRONT, THEME
        from editorial.articles.sitemap import PARTS as PARTS_OF_SITEMAP
        from editorial.review import portal_parts as review
        from regions import front_page, sitemap, versions
        from search import theme_parts

        versions.register("editorial.pages", PUBLISHED_PAGES)
        pages.connect()
        review.connect()
        front_page.register(FRONT)
        theme_parts.register(THEME)
        for part in PARTS_OF_SITEMAP:
            sitemap.register(part)
