from typing import Any

from django.core.management.base import BaseCommand

from kototori.development import embedded_postgres, supervisor


class Command(BaseCommand):
    """End what `make run` or a command left running. Needs no database, and starts none."""

    help = "End what make run or a command left running: server, worker, ticker and the embedded databases."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = supervisor.recorded()
        supervisor.end(found)
        ended = ["the server and its helpers"] if found else []
        if embedded_postgres.stop():
            ended.append("the embedded PostgreSQL")
        if embedded_postgres.Cluster(embedded_postgres.VAR / "test-postgres").stop():
            ended.append("the PostgreSQL of the tests")
        self.stdout.write(f"Ended: {', '.join(ended)}." if ended else "Nothing was running.")
