"""An organisation, in a list and on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from faces.finder.finder_view_model import count_words
from faces.parts.breadcrumb_trails import organisations_crumbs
from faces.parts.card import Card, make_card
from faces.parts.contact_links import Way, ways_to
from faces.parts.localized_text import Text, field_text, is_machine_translated, language_mark
from faces.parts.viewpoint import Viewpoint
from listings.addresses import finder_path, organisation_path
from regions.breadcrumbs import Crumb
from search.engines.base import Results
from search.models import OrganisationDocument


@dataclass(frozen=True)
class OrganisationView:
    """Everything public about it. ``description`` is clean HTML, cleaned before it went into the document."""

    id: str
    url: str
    crumbs: tuple[Crumb, ...]
    name: Text
    summary: Text
    description: SafeString
    description_language: Text
    mark: str
    machine_translated: bool
    type: Text
    municipality: Text
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class ActivitiesView:
    """What it does in this portal, what comes next first. ``more_url``: the finder with all of it, if not all fits."""

    count_words: str
    cards: tuple[Card, ...]
    more_url: str


def make_activities(document: OrganisationDocument, found: Results, viewpoint: Viewpoint) -> ActivitiesView:
    """``found``: a search for the organisation's activities."""
    finder = finder_path(viewpoint.language)
    more = f"{finder}?{urlencode({'organisation': str(document.pk)})}" if found.count > len(found.documents) else ""
    cards = [make_card(one, viewpoint, found.next_occurrences.get(one.pk)) for one in found.documents]
    return ActivitiesView(count_words(found.count), tuple(cards), more)


def make_organisation(document: OrganisationDocument, viewpoint: Viewpoint) -> OrganisationView:
    language, facts = viewpoint.language, document.facts
    description = field_text(document, "description", language)
    website = facts.get("website") or ""
    own_site = (Way("globe", _("Website"), website, website.split("//", 1)[-1].rstrip("/")),) if website else ()
    return OrganisationView(
        id=str(document.pk),
        url=organisation_path(language, document.pk),
        crumbs=organisations_crumbs(language),
        name=field_text(document, "title", language),
        summary=field_text(document, "summary", language),
        description=mark_safe(description.value),  # noqa: S308  (cleaned when the document was built)
        description_language=description,
        mark=language_mark(document, language, viewpoint.language_names(list(document.texts))),
        machine_translated=is_machine_translated(document, language),
        type=viewpoint.label("organisation_type", document.organisation_type)
        if document.organisation_type
        else viewpoint.text(""),
        municipality=viewpoint.municipality(document.municipality)
        if document.municipality
        else viewpoint.text(_("The whole country")),
        ways=(*own_site, *ways_to(facts.get("phone") or "", facts.get("email") or "")),
    )
