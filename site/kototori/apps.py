from django.apps import AppConfig


class KototoriConfig(AppConfig):
    """The deployable site: its commands, its static files and its style of the admin."""

    name = "kototori"
    verbose_name = "Kototori"

    def ready(self) -> None:
        from kototori import checks, report_exports
        from kototori.health import probe_tasks
        from regions import health

        checks.connect()
        report_exports.connect()
        health.registry.register("tasks", probe_tasks)
