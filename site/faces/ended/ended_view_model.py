"""What stands at the address of something that has ended. Of the thing itself nothing is told (DESIGN, rule 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from faces.parts.breadcrumb_trails import finder_crumbs, organisations_crumbs
from faces.parts.card import Card, make_card
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisations_path
from regions.breadcrumbs import Crumb
from search.engines.base import Results
from search.models import DocumentKind, ListingDocument


@dataclass(frozen=True)
class EndedView:
    """``heading`` of the ``cards``: what is like it, or what is on this week. ``all_url``: where everything is."""

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
    """``week`` is shown where there is nothing ``alike``."""
    cards = [make_card(one, viewpoint) for one in alike]
    if week is not None:
        cards = [make_card(one, viewpoint, week.next_occurrences.get(one.pk)) for one in week.documents]
    heading = _("Similar activities nearby") if week is None else _("This week")
    if kind == DocumentKind.ORGANISATION:
        return EndedView(
            crumbs=organisations_crumbs(viewpoint.language),
            title=_("This organisation is no longer here"),
            help=_("It doesn't announce activities here any more. Look for something else:"),
            heading=heading,
            cards=tuple(cards),
            all_words=_("All organisations"),
            all_url=organisations_path(viewpoint.language),
        )
    return EndedView(
        crumbs=finder_crumbs(viewpoint.language),
        title=_("This activity has ended"),
        help=_("You can't take part in it any more. Look for something else:"),
        heading=heading,
        cards=tuple(cards),
        all_words=_("All activities"),
        all_url=finder_path(viewpoint.language),
    )
