from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """What only a checkout needs: the embedded PostgreSQL, serving, screenshots, catalogues' messages."""

    name = "kototori.development"
    label = "kototori_development"
    verbose_name = "Development"
