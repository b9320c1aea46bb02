from typing import Any

from django.core.management.base import BaseCommand

from kototori.development import embedded_database, supervisor
from kototori.development.embedded_postgres import VAR, Cluster


class Command(BaseCommand):
    """End what `make run` or a command left running. Neither needs nor starts a database."""

    help = "End what make run or a command left running: server, worker, ticker and the embedded databases."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        processes = supervisor.recorded()
        supervisor.end(processes)
        ended = ["the server and its helpers"] if processes else []
        if embedded_database.stop():
            ended.append("the embedded PostgreSQL")
        if Cluster(VAR / "test-postgres").stop():
            ended.append("the PostgreSQL of the tests")
        self.stdout.write(f"Ended: {', '.join(ended)}." if ended else "Nothing was running.")
