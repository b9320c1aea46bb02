from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regions.actions.serve_on_port import serve_on_port


class Command(BaseCommand):
    help = "Give the portals' addresses another port, without changing portals that have a host name of their own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("port", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = serve_on_port(options["port"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{changed} portals moved to port {options['port']}.")
