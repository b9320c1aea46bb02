"""This project's settings with what holds where a host project does not set them."""

from django.conf import settings


def domain() -> str:
    """``KOTOTORI_DOMAIN``: a portal without a host name of its own is served at ``<slug>.<domain>``."""
    return getattr(settings, "KOTOTORI_DOMAIN", "localhost")


def port() -> int:
    """``KOTOTORI_PORT``: the port that new portals are served on."""
    return getattr(settings, "KOTOTORI_PORT", 80)


def portal_urlconf() -> str | None:
    """``KOTOTORI_PORTAL_URLCONF``: the portals' own addresses where another project hosts them."""
    return getattr(settings, "KOTOTORI_PORTAL_URLCONF", None)


def index_budget_seconds() -> float:
    """``KOTOTORI_INDEX_BUDGET_SECONDS``: how long a writing request may index before the worker takes over."""
    return getattr(settings, "KOTOTORI_INDEX_BUDGET_SECONDS", 5.0)


def quick_exit_url() -> str:
    """``KOTOTORI_QUICK_EXIT_URL``: where leaving a page quickly leads (need E12): somewhere anybody might be."""
    return getattr(settings, "KOTOTORI_QUICK_EXIT_URL", "https://www.ilmatieteenlaitos.fi/")
