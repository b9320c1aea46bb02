"""Static files that pages name are there: in production a page that names a missing one can't be shown at all."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

NAMED = re.compile(r"""(?:\{%\s*static\s+|\bstatic\()["']([^"'{]+)["']""")


def test_every_static_file_that_is_named_is_there(checkout: Path) -> None:
    files = [
        *checkout.glob("templates/**/*.html"),
        *(
            path
            for app in ("regions", "listings", "search", "editorial", "site")
            for path in checkout.glob(f"{app}/**/*.py")
        ),
    ]
    named = {(name, file.name) for file in files for name in NAMED.findall(file.read_text("utf-8"))}
    assert len(named) > 5
    assert [(name, file) for name, file in sorted(named) if finders.find(name) is None] == []
