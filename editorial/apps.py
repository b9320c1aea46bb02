from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Review, translation and what editors write")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial.articles import portal_parts as pages
        from editorial.articles.front_part import FRONT, THEME
        from editorial.review import portal_parts as review
        from regions import front_page
        from search import theme_parts

        pages.connect()
        review.connect()
        front_page.register(FRONT)
        theme_parts.register(THEME)
