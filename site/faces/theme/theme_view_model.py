"""View model of a theme's page: a portal's activities on one subject, or where to look if it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from faces.parts.breadcrumb_trails import finder_crumbs, theme_crumb
from faces.parts.card import Card, make_cards
from faces.parts.coming_week import coming_week_parameters
from faces.parts.localized_text import Text, document_mark, field_text
from faces.parts.paging import activity_count
from faces.parts.tile import Tile
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisation_path, theme_path
from listings.enums import Mode, PriceType, RequiredLevel
from regions.breadcrumbs import Crumb
from regions.models import Portal
from search.engines.base import FacetValue, Results
from search.models import OrganisationDocument

#: Organisations that the page names, the most active first.
ORGANISATIONS_NAMED = 8


@dataclass(frozen=True)
class ActiveOrganisation:
    """An organisation and how many activities of the theme it has."""

    name: Text
    mark: str
    count_words: str
    url: str


@dataclass(frozen=True)
class OtherPlace:
    """A link to activities of the theme, or of a broader one, for a portal that has none."""

    words: str
    count_words: str
    url: str


@dataclass(frozen=True)
class ThemeView:
    """``narrower``: themes below it. ``cuts``: useful selections of it. ``finder_url``: all of it in the finder."""

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
    organisations: tuple[ActiveOrganisation, ...]
    organisations_note: str
    """Says that there are more; or empty."""
    elsewhere: tuple[OtherPlace, ...]


def make_theme(
    code: str,
    everything: Results,
    week: Results,
    organisations: Sequence[tuple[OrganisationDocument, int]],
    elsewhere: Sequence[OtherPlace],
    viewpoint: Viewpoint,
) -> ThemeView:
    """``everything``: a search for the theme with facets; ``week``: a search for its coming week."""
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
        count_words=activity_count(everything.count),
        is_empty=not everything.count,
        finder_url=f"{finder}?{urlencode({'theme': code})}",
        narrower=_narrower(code, everything, viewpoint),
        cuts=_cuts(code, everything, week, viewpoint),
        week=make_cards(week, viewpoint),
        week_url=f"{finder}?{urlencode({'theme': code, **coming_week_parameters(viewpoint.today)})}",
        organisations=tuple(
            _active_organisation(document, count, viewpoint) for document, count in organisations[:ORGANISATIONS_NAMED]
        ),
        organisations_note=_("Named here are the %(count)d with the most activities.") % {"count": ORGANISATIONS_NAMED}
        if len(organisations) > ORGANISATIONS_NAMED
        else "",
        elsewhere=tuple(elsewhere),
    )


def _active_organisation(document: OrganisationDocument, count: int, viewpoint: Viewpoint) -> ActiveOrganisation:
    name = field_text(document, "title", viewpoint)
    return ActiveOrganisation(
        name,
        document_mark(document, name, viewpoint),
        activity_count(count),
        organisation_path(viewpoint.language, document.pk),
    )


def other_portal(portal: Portal, code: str, count: int, viewpoint: Viewpoint) -> OtherPlace:
    """The same theme in another portal, which may not have the visitor's language."""
    language = viewpoint.language if viewpoint.language in portal.languages else portal.first_language
    words = _("In the whole country") if portal.is_national else portal.title
    return OtherPlace(words, activity_count(count), f"{portal.root_url}{theme_path(language, code)}")


def broader_theme(code: str, count: int, viewpoint: Viewpoint) -> OtherPlace:
    label = viewpoint.label("theme", code)
    return OtherPlace(label.value, activity_count(count), theme_path(viewpoint.language, code))


def _intro(code: str, label: Text, viewpoint: Viewpoint) -> Text:
    """The vocabulary's description of the theme in the reader's language, else a general sentence."""
    own = viewpoint.concepts.by_key[f"theme:{code}"].labels.get(viewpoint.language)
    if own is not None and own.help:
        return viewpoint.text(own.help)
    return viewpoint.text(_("Groups, courses, events and help near you: %(theme)s.") % {"theme": label.value})


def _narrower(code: str, everything: Results, viewpoint: Viewpoint) -> tuple[Tile, ...]:
    counts = _counts(everything, "theme")
    below = viewpoint.concepts.narrower.get(f"theme:{code}", ())
    return tuple(
        Tile(
            viewpoint.icon("theme", narrower),
            viewpoint.label("theme", narrower),
            activity_count(counts[narrower]),
            theme_path(viewpoint.language, narrower),
        )
        for narrower in below
        if counts.get(narrower)
    )


def _cuts(code: str, everything: Results, week: Results, viewpoint: Viewpoint) -> tuple[Tile, ...]:
    """For beginners, with children, free of charge, this week, online: those that have activities."""
    finder = finder_path(viewpoint.language)
    levels = _counts(everything, "required_level")
    children, price, mode = (_counts(everything, name) for name in ("children", "price", "mode"))
    selections = (
        (
            "sprout",
            viewpoint.text(_("For beginners")),
            sum(levels.get(level, 0) for level in RequiredLevel.up_to(RequiredLevel.A0)),
            {"my_level": RequiredLevel.A0.value},
        ),
        *(
            (viewpoint.icon("children", kind, "baby"), viewpoint.label("children", kind), count, {"children": kind})
            for kind, count in children.items()
        ),
        (
            "coins",
            viewpoint.label("price", PriceType.FREE),
            price.get(PriceType.FREE, 0),
            {"price": PriceType.FREE.value},
        ),
        ("calendar-days", viewpoint.text(_("This week")), week.count, coming_week_parameters(viewpoint.today)),
        ("monitor", viewpoint.label("mode", Mode.ONLINE), mode.get(Mode.ONLINE, 0), {"mode": Mode.ONLINE.value}),
    )
    return tuple(
        Tile(icon, label, activity_count(count), f"{finder}?{urlencode({'theme': code, **parameters})}")
        for icon, label, count, parameters in selections
        if count
    )


def _counts(results: Results, facet: str) -> dict[str, int]:
    values: Sequence[FacetValue] = results.facets.get(facet, ())
    return {value.code: value.count for value in values if value.count}
