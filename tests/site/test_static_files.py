"""Static files in templates and code exist: in production a page with a missing one fails."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

REFERENCE = re.compile(r"""(?:\{%\s*static\s+|\bstatic\()["']([^"'{]+)["']""")


def test_every_static_file_in_use_exists(checkout: Path) -> None:
    files = [
        *checkout.glob("templates/**/*.html"),
        *(
            path
            for app in ("regions", "listings", "search", "editorial", "site")
            for path in checkout.glob(f"{app}/**/*.py")
        ),
    ]
    references = {(name, file.name) for file in files for name in REFERENCE.findall(file.read_text("utf-8"))}
    assert len(references) > 5
    assert [(name, file) for name, file in sorted(references) if finders.find(name) is None] == []
