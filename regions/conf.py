"""This project's own settings, with defaults for a host project that doesn't set them."""

from pathlib import Path

from django.conf import settings


def domain() -> str:
    """``KOTOTORI_DOMAIN``: a portal without a host name of its own is served at ``<slug>.<domain>``."""
    return getattr(settings, "KOTOTORI_DOMAIN", "localhost")


def port() -> int:
    """``KOTOTORI_PORT``: the port of new portals."""
    return getattr(settings, "KOTOTORI_PORT", 80)


def portal_urlconf() -> str | None:
    """``KOTOTORI_PORTAL_URLCONF``: the URLconf of the portals' hosts in a project that has other sites, too."""
    return getattr(settings, "KOTOTORI_PORTAL_URLCONF", None)


def index_budget_seconds() -> float:
    """``KOTOTORI_INDEX_BUDGET_SECONDS``: seconds that a writing request may index before the worker takes over."""
    return getattr(settings, "KOTOTORI_INDEX_BUDGET_SECONDS", 5.0)


def quick_exit_url() -> str:
    """``KOTOTORI_QUICK_EXIT_URL``: where “leave quickly” leads (docs/needs.md, E12): a page that anybody might read."""
    return getattr(settings, "KOTOTORI_QUICK_EXIT_URL", "https://www.ilmatieteenlaitos.fi/")


def most_pixels() -> int | None:
    """Wagtail's ``WAGTAILIMAGES_MAX_IMAGE_PIXELS``: width times height of the largest picture; None for no limit."""
    limit: int | None = getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", 128_000_000)
    return limit


def most_document_bytes() -> int | None:
    """Wagtail's ``WAGTAILDOCS_MAX_UPLOAD_SIZE``, here 20 MB where a project doesn't set it; None for no limit."""
    limit: int | None = getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 20 * 1024 * 1024)
    return limit


def private_root() -> str:
    """``KOTOTORI_PRIVATE_ROOT``: the folder of uploads that aren't served as files; by default beside uploads."""
    own = getattr(settings, "KOTOTORI_PRIVATE_ROOT", None)
    if own:
        return str(own)
    media = Path(settings.MEDIA_ROOT).absolute()
    return str(media.with_name(f"{media.name}-private"))


def phone_region() -> str:
    """``KOTOTORI_PHONE_REGION``: the country whose telephone numbers may stand without a country code (ISO 3166)."""
    return getattr(settings, "KOTOTORI_PHONE_REGION", "FI")


def review_escalates_after_working_days() -> int:
    """``KOTOTORI_REVIEW_ESCALATES_AFTER_WORKING_DAYS``: working days that a portal has to answer what waits for it.

    What waits for longer the national administrators see, too.
    """
    return getattr(settings, "KOTOTORI_REVIEW_ESCALATES_AFTER_WORKING_DAYS", 5)


def wishes_kept_days() -> int:
    """``KOTOTORI_WISHES_KEPT_DAYS``: days after which visitors' wishes are deleted."""
    return getattr(settings, "KOTOTORI_WISHES_KEPT_DAYS", 365)
