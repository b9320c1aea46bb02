from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Finding: the read model and everything that reads it")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import portal_parts
        from search.portal_parts import PUBLIC_PAGES

        portal_parts.register(PUBLIC_PAGES)
