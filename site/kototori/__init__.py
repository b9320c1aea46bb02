"""The deployable site. Another project finds here the names, templates, catalogues and static files of the apps."""

from pathlib import Path

#: The apps, the highest layer first: each may import those after it and none before it. A test compares this list with
#: the import contracts, the wheel and the type checks in pyproject.toml.
APPS = ("editorial", "faces", "search", "listings", "regions")
#: The apps whose package lies in `site/` of a checkout rather than at its top.
APPS_IN_SITE = ("faces",)

_PACKAGE = Path(__file__).resolve().parent
#: The top of the checkout. In an installation: the folder that holds site-packages.
ROOT = _PACKAGE.parents[1]


def _resource(name: str) -> Path:
    """Return a folder that is inside the package when it is installed, and at the top of a checkout."""
    return _PACKAGE / name if (_PACKAGE / name).is_dir() else ROOT / name


TEMPLATES = _resource("templates")
LOCALE = _resource("locale")
#: Our translations of messages that Wagtail's own catalogues leave untranslated. A host project that wants them lists
#: this folder after ``LOCALE`` in LOCALE_PATHS.
ADMIN_LOCALE = LOCALE / "admin"
STATIC = _PACKAGE / "static"
