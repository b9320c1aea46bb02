from django.apps import AppConfig


class KototoriConfig(AppConfig):
    """The deployable site: its commands, its static files, its look of the admin."""

    name = "kototori"
    verbose_name = "Kototori"
