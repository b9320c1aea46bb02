from typing import Any

from django.core.management.base import BaseCommand

from regions.actions.clean_uploads import clean_uploads


class Command(BaseCommand):
    """Clean what was uploaded before this version; new uploads are cleaned when they are stored."""

    help = "Remove metadata from stored pictures, and documents from the folder that is served. Again = no change."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        report = clean_uploads()
        for name in report.unreadable:
            self.stderr.write(f"{name}: can't be read as a picture and stays as it is. Delete or replace it.")
        if verbosity and (report.pictures or report.documents):
            self.stdout.write(f"uploads: {report.pictures} pictures cleaned, {report.documents} documents moved")
