from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kototori.demo.accounts import allows_demo
from kototori.demo.articles import clear_demo_articles, load_demo_articles
from kototori.demo.ordered_translations import make_demo_article_orders


class Command(BaseCommand):
    help = "Load the articles of the demo's portals. Again = no change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--clear", action="store_true", help="remove them")

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        done = f"{clear_demo_articles()} removed" if options["clear"] else f"{load_demo_articles()} new"
        if not options["clear"] and allows_demo():
            make_demo_article_orders()
        if verbosity:
            self.stdout.write(f"articles: {done}")
