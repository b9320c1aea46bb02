"""Breadcrumbs of the read model's pages, from the portal's front page down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisations_path, theme_path
from regions.breadcrumbs import Crumb
from regions.paths import home_path
from search.models import ListingDocument


def finder_crumbs(language: str) -> tuple[Crumb, ...]:
    return (_front(language), Crumb(_("Find activities"), finder_path(language)))


def activity_crumbs(document: ListingDocument, viewpoint: Viewpoint) -> tuple[Crumb, ...]:
    """The finder, and the first of the activity's themes."""
    themes = document.facts["themes"][:1]
    return (*finder_crumbs(viewpoint.language), *(theme_crumb(code, viewpoint) for code in themes))


def organisations_crumbs(language: str) -> tuple[Crumb, ...]:
    return (_front(language), Crumb(_("Organisations"), organisations_path(language)))


def theme_crumb(code: str, viewpoint: Viewpoint) -> Crumb:
    """A theme's page by its label."""
    label = viewpoint.label("theme", code)
    return Crumb(label.value, theme_path(viewpoint.language, code), label.attributes)


def _front(language: str) -> Crumb:
    return Crumb(_("Front page"), home_path(language))
