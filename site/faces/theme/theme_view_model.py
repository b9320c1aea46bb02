"""A theme's page: everything about one subject in a portal (LOOK), and where to look when there is nothing of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from faces.finder.finder_view_model import count_words
from faces.home.home_view_models import DAYS_AHEAD, Tile
from faces.parts.breadcrumb_trails import finder_crumbs, theme_crumb
from faces.parts.card import Card, make_card
from faces.parts.localized_text import Text, field_text
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisation_path, theme_path
from listings.enums import Mode, PriceType, RequiredLevel
from regions.breadcrumbs import Crumb, breadcrumb_list
from regions.metadata import Alternate, PageMetadata
from regions.models import Portal
from search.engines.base import FacetValue, Results
from search.models import OrganisationDocument


@dataclass(frozen=True)
class Active:
    """An organisation and how much it does of the theme."""

    name: Text
    count_words: str
    url: str


@dataclass(frozen=True)
class Elsewhere:
    """Where there is something of the theme when this portal has nothing."""

    words: str
    count_words: str
    url: str


@dataclass(frozen=True)
class ThemeView:
    """``narrower``: themes below it. ``cuts``: useful parts of it. ``finder_url``: all of it in the finder."""

    code: str
    icon: str
    label: Text
    intro: Text
    crumbs: tuple[Crumb, ...]
    count_words: str
    is_empty: bool
    finder_url: str
    narrower: tuple[Tile, ...]
    cuts: tuple[Tile, ...]
    week: tuple[Card, ...]
    week_url: str
    organisations: tuple[Active, ...]
    elsewhere: tuple[Elsewhere, ...]


def make_theme(
    code: str,
    everything: Results,
    week: Results,
    organisations: Sequence[tuple[OrganisationDocument, int]],
    elsewhere: Sequence[Elsewhere],
    viewpoint: Viewpoint,
) -> ThemeView:
    """``everything``: a search for the theme with facets; ``week``: what comes of it within a week, soonest first."""
    concept = viewpoint.concepts.by_key[f"theme:{code}"]
    label = viewpoint.label("theme", code)
    finder = finder_path(viewpoint.language)
    broader = (theme_crumb(concept.broader, viewpoint),) if concept.broader else ()
    return ThemeView(
        code=code,
        icon=viewpoint.icon("theme", code),
        label=label,
        intro=_intro(code, label, viewpoint),
        crumbs=(*finder_crumbs(viewpoint.language), *broader),
        count_words=count_words(everything.count),
        is_empty=not everything.count,
        finder_url=f"{finder}?{urlencode({'theme': code})}",
        narrower=_narrower(code, everything, viewpoint),
        cuts=_cuts(code, everything, week, viewpoint),
        week=tuple(make_card(one, viewpoint, week.next_occurrences.get(one.pk)) for one in week.documents),
        week_url=f"{finder}?{urlencode(_week(code, viewpoint))}",
        organisations=tuple(
            Active(
                field_text(document, "title", viewpoint.language),
                count_words(count),
                organisation_path(viewpoint.language, document.pk),
            )
            for document, count in organisations
        ),
        elsewhere=tuple(elsewhere),
    )


def of_theme(view: ThemeView, portal: Portal, language: str) -> PageMetadata:
    """The head. A theme of which there is nothing is no page for search engines, but its links are followed."""
    root = portal.root_url
    own = Crumb(view.label.value, theme_path(language, view.code))
    return PageMetadata(
        title=view.label.value,
        description=view.intro.value,
        canonical=f"{root}{own.url}",
        alternates=tuple(Alternate(code, f"{root}{theme_path(code, view.code)}") for code in portal.languages),
        is_indexed=not view.is_empty,
        structured_data=(breadcrumb_list([*view.crumbs, own], root),),
    )


def elsewhere_in(portal: Portal, code: str, count: int, viewpoint: Viewpoint) -> Elsewhere:
    """The same theme in another portal, which may not have the visitor's language."""
    language = viewpoint.language if viewpoint.language in portal.languages else portal.first_language
    words = _("In the whole country") if portal.is_national else portal.title
    return Elsewhere(words, count_words(count), f"{portal.root_url}{theme_path(language, code)}")


def broader_theme(code: str, count: int, viewpoint: Viewpoint) -> Elsewhere:
    """The theme above it."""
    label = viewpoint.label("theme", code)
    return Elsewhere(label.value, count_words(count), theme_path(viewpoint.language, code))


def _intro(code: str, label: Text, viewpoint: Viewpoint) -> Text:
    """What the vocabulary says of the theme in the reader's language, else a sentence that is always right."""
    own = viewpoint.concepts.by_key[f"theme:{code}"].labels.get(viewpoint.language)
    if own is not None and own.help:
        return viewpoint.text(own.help)
    return viewpoint.text(_("Groups, courses, events and help near you: %(theme)s.") % {"theme": label.value})


def _narrower(code: str, everything: Results, viewpoint: Viewpoint) -> tuple[Tile, ...]:
    counts = _counts(everything, "theme")
    below = viewpoint.concepts.narrower.get(f"theme:{code}", ())
    return tuple(
        Tile(
            viewpoint.icon("theme", one),
            viewpoint.label("theme", one),
            count_words(counts[one]),
            theme_path(viewpoint.language, one),
        )
        for one in below
        if counts.get(one)
    )


def _cuts(code: str, everything: Results, week: Results, viewpoint: Viewpoint) -> tuple[Tile, ...]:
    """For beginners, with children, free of charge, this week, without travelling: those that there is something in."""
    finder = finder_path(viewpoint.language)
    levels = _counts(everything, "required_level")
    children, price, mode = (_counts(everything, name) for name in ("children", "price", "mode"))
    offered = (
        (
            "sprout",
            viewpoint.text(_("For beginners")),
            sum(levels.get(level, 0) for level in RequiredLevel.up_to(RequiredLevel.A0)),
            {"my_level": RequiredLevel.A0.value},
        ),
        *(
            (viewpoint.icon("children", one, "baby"), viewpoint.label("children", one), count, {"children": one})
            for one, count in children.items()
        ),
        (
            "coins",
            viewpoint.label("price", PriceType.FREE),
            price.get(PriceType.FREE, 0),
            {"price": PriceType.FREE.value},
        ),
        ("calendar-days", viewpoint.text(_("This week")), week.count, _week(code, viewpoint)),
        ("monitor", viewpoint.label("mode", Mode.ONLINE), mode.get(Mode.ONLINE, 0), {"mode": Mode.ONLINE.value}),
    )
    return tuple(
        Tile(icon, label, count_words(count), f"{finder}?{urlencode({'theme': code, **chosen})}")
        for icon, label, count, chosen in offered
        if count
    )


def _week(code: str, viewpoint: Viewpoint) -> dict[str, str]:
    last = viewpoint.today + datetime.timedelta(days=DAYS_AHEAD - 1)
    return {"theme": code, "from": viewpoint.today.isoformat(), "to": last.isoformat(), "sort": "next"}


def _counts(found: Results, facet: str) -> dict[str, int]:
    values: Sequence[FacetValue] = found.facets.get(facet, ())
    return {value.code: value.count for value in values if value.count}
