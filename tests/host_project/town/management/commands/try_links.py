"""Opens links of mails as their readers would."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandParser
from django.test import Client


class Command(BaseCommand):
    help = "Open absolute addresses and print what their hosts answer, as one JSON list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("addresses", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps([self._open(address) for address in options["addresses"]]))

    def _open(self, address: str) -> dict[str, Any]:
        parts = urlsplit(address)
        response = Client(headers={"host": parts.netloc}).get(parts.path, follow=True)
        return {"status": response.status_code, "text": response.content.decode()}
