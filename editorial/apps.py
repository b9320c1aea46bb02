from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Review, translation and what editors write")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial.review import portal_parts

        portal_parts.connect()
