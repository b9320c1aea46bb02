"""View model of the page for what is no longer shown. It tells nothing of the activity or organisation itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.parts.breadcrumb_trails import finder_crumbs, organisations_crumbs
from faces.parts.card import Card, make_card, make_cards
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisations_path
from regions.breadcrumbs import Crumb
from search.engines.base import Results
from search.models import DocumentKind, ListingDocument


@dataclass(frozen=True)
class EndedView:
    """``heading`` of the ``cards``: similar activities, or those of the coming week. ``all_url``: the whole list."""

    crumbs: tuple[Crumb, ...]
    title: str
    help: str
    heading: str
    cards: tuple[Card, ...]
    all_words: str
    all_url: str


def make_ended(
    kind: DocumentKind, alike: Sequence[ListingDocument], week: Results | None, viewpoint: Viewpoint
) -> EndedView:
    """``week``: a search for the coming week, where there is nothing ``alike``."""
    if week is None:
        heading = _("Similar activities nearby")
        cards = tuple(make_card(document, viewpoint) for document in alike)
    else:
        heading = _("This week")
        cards = make_cards(week, viewpoint)
    if kind == DocumentKind.ORGANISATION:
        return EndedView(
            crumbs=organisations_crumbs(viewpoint.language),
            title=_("This organisation is no longer here"),
            help=_("It doesn't announce activities here any more. Look for something else:"),
            heading=heading,
            cards=cards,
            all_words=_("All organisations"),
            all_url=organisations_path(viewpoint.language),
        )
    return EndedView(
        crumbs=finder_crumbs(viewpoint.language),
        title=_("This activity has ended"),
        help=_("You can't take part in it any more. Look for something else:"),
        heading=heading,
        cards=cards,
        all_words=_("All activities"),
        all_url=finder_path(viewpoint.language),
    )
