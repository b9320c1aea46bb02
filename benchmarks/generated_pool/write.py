"""Writing a generated pool in one transaction, and then the index."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from benchmarks.generated_pool.plan import Plan, Town
from benchmarks.generated_pool.tree import Directories
from benchmarks.generated_pool.writer import GeneratePoolError, PoolWriter
from listings.models import Concept, Listing
from listings.signals import pool_loaded
from regions.locks import lock_page_tree
from regions.models import Municipality

#: Called as (what is being done, how much is done, of how much).
Progress = Callable[[str, int, int], None]


@dataclass
class GenerationReport:
    organisations: int = 0
    activities: int = 0
    pages: int = 0

    def __str__(self) -> str:
        if not self.activities:
            return "no change: this pool is here already"
        return f"{self.activities} activities of {self.organisations} organisations made, {self.pages} pages"


def source_of(seed: int) -> str:
    """Return the name under which the records of a seed's pool are kept."""
    return f"generated-{seed}"


class GeneratePool:
    """Generates the pool of a seed, all of it or nothing. Running it again changes nothing."""

    def __init__(self, seed: int, activities: int, today: datetime.date, progress: Progress | None = None) -> None:
        self.seed, self.activities, self.today = seed, activities, today
        self.progress = progress or (lambda what, done, total: None)
        self.source = source_of(seed)
        self.report = GenerationReport()

    def execute(self) -> GenerationReport:
        """Generate the pool. Raises ``GeneratePoolError``."""
        count = Listing.objects.filter(source=self.source).count()
        if count == self.activities:
            return self.report
        if count:
            raise GeneratePoolError(
                f"Seed {self.seed} has a pool of {count} activities here already. Clear it first, or take another seed."
            )
        with transaction.atomic():
            lock_page_tree()
            self._write()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        pool_loaded.send(GenerationReport, records=[], progress=self.progress)
        return self.report

    def _write(self) -> None:
        towns = [Town(row.code, row.name_fi, row.lat, row.lon) for row in Municipality.objects.order_by("code")]
        if not towns or not Concept.objects.exists():
            raise GeneratePoolError("There are no municipalities or concepts yet. Run `manage.py prepare` first.")
        writer = PoolWriter(self.source, self.today, Directories.read())
        for organisation in Plan(self.seed, towns).organisations(self.activities):
            writer.add(organisation)
            self.report.organisations += 1
            self.report.activities += len(organisation.activities)
            if writer.is_full:
                writer.flush()
                self.progress("copying", self.report.activities, self.activities)
        writer.finish()
        self.report.pages = writer.page_count
        self.progress("copying", self.activities, self.activities)


__all__ = ["GeneratePool", "GeneratePoolError", "GenerationReport", "Progress", "source_of"]
