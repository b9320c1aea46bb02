from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kototori.demo.articles import clear_demo_articles, load_demo_articles


class Command(BaseCommand):
    help = "Load the articles of the demo's portals. Again = no change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--clear", action="store_true", help="remove them")

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        done = f"{clear_demo_articles()} removed" if options["clear"] else f"{load_demo_articles()} new"
        if verbosity:
            self.stdout.write(f"articles: {done}")
