"""Which addresses are for staff: Wagtail's admin, and what a project has beside it."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix


def is_staff_path(request: HttpRequest) -> bool:
    return request.path_info.startswith(staff_prefixes())


def staff_prefixes() -> tuple[str, ...]:
    """Paths of Wagtail's admin and Django's admin in this project, as ``path_info`` has them."""
    return _staff_prefixes_in(settings.ROOT_URLCONF)


def admin_prefix() -> str:
    """The path of Wagtail's admin, as ``path_info`` has it."""
    return _staff_prefixes_in(settings.ROOT_URLCONF)[0]


@cache
def _staff_prefixes_in(urlconf: str) -> tuple[str, ...]:
    """The same in a URLconf. ``reverse`` adds the script name of the request; what is kept must be without it."""
    prefixes = []
    script_name = get_script_prefix()
    set_script_prefix("/")
    try:
        for name in ("wagtailadmin_home", "admin:index"):
            with suppress(NoReverseMatch):
                prefixes.append(reverse(name, urlconf=urlconf))
    finally:
        set_script_prefix(script_name)
    return tuple(prefixes)
