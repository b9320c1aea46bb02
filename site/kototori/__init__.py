"""The deployable site, and what another project needs of the apps: their names, templates, catalogues, static files."""

from pathlib import Path

#: The apps, the highest layer first: each knows those after it and none before it. A new app is one name here; a test
#: compares the import contracts, the wheel and the type checks in pyproject.toml with it.
APPS = ("editorial", "faces", "search", "listings", "regions")
#: The apps whose package lies in `site/` of a checkout rather than at its top.
APPS_IN_SITE = ("faces",)

_PACKAGE = Path(__file__).resolve().parent
#: The top of the checkout, or the folder of an installed package's parent.
ROOT = _PACKAGE.parents[1]


def _resource(name: str) -> Path:
    """A folder that lies inside the package when it is installed, and at the top of a checkout."""
    return _PACKAGE / name if (_PACKAGE / name).is_dir() else ROOT / name


TEMPLATES = _resource("templates")
LOCALE = _resource("locale")
#: What Wagtail's own catalogues lack, and our words for it: a host that wants them names it after ``LOCALE``.
ADMIN_LOCALE = LOCALE / "admin"
STATIC = _PACKAGE / "static"
