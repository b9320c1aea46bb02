from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The read model: documents, text analysis, queries, engines, outbox and indexer."""

    name = "search"
    verbose_name = _("Finding: the read model")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import health, periodic, versions
        from search import column_rows, index_status
        from search import periodic as own
        from search import signal_handlers as signal_handlers
        from search.engines.columns import status as columns_status

        versions.registry.register("search.sequence", "SELECT value FROM search_indexsequence LIMIT 1")
        versions.registry.register(column_rows.VERSION_NAME, column_rows.VERSION)
        periodic.steps.register("index what has changed", own.drain_step)
        periodic.jobs.register("move the window of occurrences on", own.roll_occurrences)
        periodic.jobs.register("resolve placements that have run out", own.resolve_lapsed_placements)
        health.registry.register("index", index_status.probe_index)
        health.registry.register("queue", index_status.probe_queue)
        health.registry.register("columns", columns_status.probe_columns)
