import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.engines.columns.status import columns_status
from search.engines.columns.store import current_columns
from search.index_status import dead_letters, index_status


class Command(BaseCommand):
    help = (
        "Say how the read model is: documents, queue, lag, dead letters, versions, and what loading its columns takes. "
        "Exits with 1 when it needs a person."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        status = index_status()
        current_columns()
        columns = asdict(columns_status())
        if options["json"]:
            self.stdout.write(json.dumps(status.as_dict() | {"columns": columns}))
        else:
            lines = status.as_dict() | {f"columns_{name}": value for name, value in columns.items()}
            for name, value in lines.items():
                self.stdout.write(f"{name.replace('_', ' '):22} {value}")
            for entry in dead_letters():
                self.stdout.write(f"dead letter: {entry.record_id} {entry.error}")
        if not status.ok:
            raise SystemExit(1)
