from django.apps import AppConfig


class KototoriConfig(AppConfig):
    """The deployable site: its commands, its static files and its style of the admin."""

    name = "kototori"
    verbose_name = "Kototori"

    def ready(self) -> None:
        from kototori import checks
        from kototori.health import probe_tasks
        from regions import health

        checks.connect()
        health.registry.register("tasks", probe_tasks)
