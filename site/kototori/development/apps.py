from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """What only a checkout needs: the embedded PostgreSQL, serving, screenshots, the collection of messages."""

    name = "kototori.development"
    label = "kototori_development"
    verbose_name = "Development"

    def ready(self) -> None:
        from kototori import preparation
        from kototori.command_database import is_embedded
        from kototori.development.database_reset import reset_database
        from kototori.development.mail_files import mail_file_views

        preparation.resets.register("embedded", preparation.DatabaseReset(is_embedded, reset_database))
        mail_file_views.connect()
