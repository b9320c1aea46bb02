"""View models of organisations: one of them, its activities, and a portal's list."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.parts.breadcrumb_trails import organisations_crumbs
from faces.parts.card import Card, make_cards
from faces.parts.contacts import ContactLink, contact_links
from faces.parts.localized_text import Text, document_mark, field_text, is_machine_translated
from faces.parts.mixed_html import described_html
from faces.parts.paging import Paging, activity_count, page_words
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
    text_mark: str
    """Of a description, or of a summary in its place, in another language than the name."""
    machine_translated: bool
    type: Text
    municipality: Text
    links: tuple[ContactLink, ...]


@dataclass(frozen=True)
class OrganisationsView:
    """``typed``: the words of the search for names."""

    typed: str
    count_words: str
    organisations: tuple[OrganisationView, ...]
    paging: Paging


@dataclass(frozen=True)
class ActivitiesView:
    """Its activities in this portal, soonest first. ``more_url``: the finder with all of them, if there are more."""

    count_words: str
    cards: tuple[Card, ...]
    more_url: str


def make_activities(document: OrganisationDocument, results: Results, viewpoint: Viewpoint) -> ActivitiesView:
    """``results``: a search for the organisation's activities."""
    finder = finder_path(viewpoint.language)
    more = f"{finder}?{urlencode({'organisation': str(document.pk)})}" if results.count > len(results.documents) else ""
    return ActivitiesView(activity_count(results.count), make_cards(results, viewpoint), more)


def make_organisation(document: OrganisationDocument, viewpoint: Viewpoint) -> OrganisationView:
    language, facts = viewpoint.language, document.facts
    name, summary = field_text(document, "title", viewpoint), field_text(document, "summary", viewpoint)
    description = field_text(document, "description", viewpoint)
    website = facts.get("website") or ""
    own_site = (ContactLink("globe", _("Website"), website, website.split("//", 1)[-1].rstrip("/")),) if website else ()
    return OrganisationView(
        id=str(document.pk),
        url=organisation_path(language, document.pk),
        crumbs=organisations_crumbs(language),
        name=name,
        summary=summary,
        description=described_html(description),
        description_language=description,
        mark=document_mark(document, name, viewpoint),
        text_mark=(description or summary).mark,
        machine_translated=is_machine_translated(document, viewpoint),
        type=viewpoint.label("organisation_type", document.organisation_type)
        if document.organisation_type
        else viewpoint.text(""),
        municipality=viewpoint.municipality(document.municipality)
        if document.municipality
        else viewpoint.text(_("The whole country")),
        links=(*own_site, *contact_links(facts.get("phone") or "", facts.get("email") or "")),
    )


def make_organisations(page: Page[OrganisationDocument], typed: str, viewpoint: Viewpoint) -> OrganisationsView:
    """``page``: one page of the list, in order."""
    count = page.paginator.count
    return OrganisationsView(
        typed=typed,
        count_words=ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count},
        organisations=tuple(make_organisation(document, viewpoint) for document in page),
        paging=Paging(
            words=page_words(page.number, page.paginator.num_pages),
            previous_url=_page_url(typed, page.number - 1) if page.has_previous() else "",
            next_url=_page_url(typed, page.number + 1) if page.has_next() else "",
        ),
    )


def _page_url(typed: str, number: int) -> str:
    return "?" + urlencode([(name, value) for name, value in (("q", typed), ("page", number)) if value])
