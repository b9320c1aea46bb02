"""The deployable site, and where another project finds the apps' templates, catalogues and static files."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def _resource(name: str) -> Path:
    """A folder that lies inside the package when it is installed, and at the top of a checkout."""
    return _PACKAGE / name if (_PACKAGE / name).is_dir() else _CHECKOUT / name


TEMPLATES = _resource("templates")
LOCALE = _resource("locale")
#: What Wagtail's own catalogues lack, and our words for it: a host that wants them names it after ``LOCALE``.
ADMIN_LOCALE = LOCALE / "admin"
STATIC = _PACKAGE / "static"
