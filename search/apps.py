from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Finding: the read model and everything that reads it")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regions import front_page, health, metadata, periodic, portal_parts, sitemap, versions
        from search import periodic as own
        from search import previews, status
        from search import signal_handlers as signal_handlers
        from search.portal_parts import PUBLIC_PAGES
        from search.presentation.structured_data import website
        from search.sitemap import PARTS as PARTS_OF_SITEMAP
        from search.views.home import PARTS

        versions.register("search.sequence", "SELECT value FROM search_indexsequence LIMIT 1")
        previews.connect()
        metadata.register_front_page_data(website)
        for listed in PARTS_OF_SITEMAP:
            sitemap.register(listed)
        portal_parts.register(PUBLIC_PAGES)
        for part in PARTS:
            front_page.register(part)
        periodic.register_step("index what has changed", own.drain_step)
        periodic.register_job("move the window of occurrences on", own.roll_occurrences)
        periodic.register_job("resolve placements that have run out", own.resolve_lapsed_placements)
        health.register_probe("index", status.probe_index)
        health.register_probe("queue", status.probe_queue)
