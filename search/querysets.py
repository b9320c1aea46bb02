"""Filters over the read model. Every public face starts at ``visible``.

What a portal shows is decided in ``search.visibility`` and nowhere else.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from search.title_terms import TypedWord, typed_words
from search.visibility import has_ended, in_scope, is_current

if TYPE_CHECKING:
    from regions.models import Portal
    from search.models import ListingDocument, Occurrence, OrganisationDocument, Tombstone  # noqa: F401  (in the bases)


_Row = TypeVar("_Row", bound=models.Model, covariant=True)

#: The condition of the index of pinned listings, which are few.
IS_PINNED_ANYWHERE = ~Q(pinned_in=[]) | ~Q(later_pinned_in=[])


def pin_key(portal_id: int) -> str:
    """Return a portal's key in ``pin_orders``. A bare number would be read as a position in a JSON array."""
    return f"p{portal_id}"


def is_pinned(portal: Portal, now: datetime.datetime) -> Q:
    """Return whether the portal has pinned a document at ``now``."""
    return in_scope("pinned_in", "later_pinned_in", portal, now)


def title_key(language: str) -> Coalesce:
    """Return the sort key of a document's title in a language, else in its source language; never null."""
    own = models.Func(
        F("sort_titles"),
        F("source_language"),
        template="(%(expressions)s)",
        arg_joiner=" ->> ",
        output_field=models.TextField(),
    )
    return Coalesce(KeyTextTransform(language, "sort_titles"), own, Value(""), output_field=models.TextField())


def _has_portal(portal: Portal, *columns: str) -> Q:
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__contains": [portal.pk]})
    return condition


class NumberedQuerySet(models.QuerySet[_Row]):
    def numbered(self, after: int, last: int) -> Self:
        """Those with a sequence number above ``after`` and up to ``last``, in that order."""
        return self.filter(sequence__gt=after, sequence__lte=last).order_by("sequence")


class ListingDocumentQuerySet(NumberedQuerySet["ListingDocument"]):
    def known_to(self, portal: Portal) -> Self:
        """Those that the portal shows, has shown, or will show when a placement runs out."""
        return self.filter(_has_portal(portal, "portals", "earlier_portals", "later_portals"))

    def current(self, now: datetime.datetime) -> Self:
        """Neither expired nor over at ``now`` (aware). All other conditions are settled when a document is built."""
        return self.filter(is_current(now))

    def shown_in(self, portal: Portal, now: datetime.datetime) -> Self:
        """In the portal's scope at ``now``, also after placements that have run out since the document was built."""
        return self.filter(in_scope("portals", "later_portals", portal, now))

    def visible(self, portal: Portal, now: datetime.datetime) -> Self:
        return self.shown_in(portal, now).current(now)

    def ended_in(self, portal: Portal, now: datetime.datetime) -> Self:
        """In the portal's scope, but expired or over at ``now``."""
        return self.shown_in(portal, now).filter(has_ended(now))

    def canonical_on(self, portal: Portal) -> Self:
        """Listings whose canonical address is the portal's (docs/decisions/0004)."""
        return self.filter(facts__canonical_portal=portal.slug)

    def not_sensitive(self) -> Self:
        """Listings that may be named where other people than their reader look (docs/needs.md, E12)."""
        return self.filter(facts__sensitive=False)

    def similar_to(self, document: ListingDocument) -> Self:
        """Others of the same section that share a theme, those of the same municipality first, then the nearest."""
        themes = [code for code in document.codes if code.startswith("theme:")]
        here = Q(municipality=document.municipality) if document.municipality else Q(municipality="")
        documents = self.filter(section=document.section, codes__overlap=themes).exclude(pk=document.pk)
        documents = documents.annotate(is_here=models.ExpressionWrapper(here, output_field=models.BooleanField()))
        if document.lat is None or document.lon is None:
            return documents.order_by("-is_here", "-confirmed_on", "pk")
        # Squared degrees, a degree of longitude at 60° north being half as long as one of latitude.
        north, east = F("lat") - document.lat, (F("lon") - document.lon) / 2.0
        distance = models.ExpressionWrapper(north * north + east * east, output_field=models.FloatField())
        return documents.annotate(apart=distance).order_by("-is_here", F("apart").asc(nulls_last=True), "pk")

    def by_organisation(self) -> models.QuerySet[Any, tuple[UUID, int]]:
        """Ids of organisations with their numbers of listings, the largest first."""
        counted = self.order_by().values_list("organisation_id").annotate(total=models.Count("pk"))
        return counted.order_by("-total", "organisation_id")

    def pinned(self, portal: Portal, now: datetime.datetime) -> Self:
        """Listings that the portal's coordinator has pinned, in the coordinator's order."""
        place = Cast(KeyTextTransform(pin_key(portal.pk), "pin_orders"), models.IntegerField())
        return self.filter(IS_PINNED_ANYWHERE, is_pinned(portal, now)).order_by(place, "-confirmed_on", "pk")


def _has_title_word(word: TypedWord, end: str = "") -> Q:
    """Return whether a title has a word, with a space as ``end``; otherwise whether it has one that begins so."""
    exact, folded = word
    return Q(title_terms__contains=f" {exact}{end}") | Q(title_terms__contains=f" {folded}{end}")


class OrganisationDocumentQuerySet(NumberedQuerySet["OrganisationDocument"]):
    def known_to(self, portal: Portal) -> Self:
        """Those that the portal shows or has shown."""
        return self.filter(_has_portal(portal, "portals", "earlier_portals"))

    def visible(self, portal: Portal) -> Self:
        return self.filter(portals__contains=[portal.pk])

    def canonical_on(self, portal: Portal) -> Self:
        return self.filter(home_portal_id=portal.pk)

    def name_contains(self, words: str, languages: list[str]) -> Self:
        """Organisations whose name in one of the languages contains every word. Ten words are looked at.

        A word without its dots or with another apostrophe than the name's is taken for the beginning of one of the
        name's words.
        """
        organisations = self
        for word in list(dict.fromkeys(words.split()))[:10]:
            matches = Q(*(_has_title_word(beginning) for beginning in typed_words(word)))
            for language in languages:
                matches |= Q(**{f"texts__{language}__title__icontains": word})
            organisations = organisations.filter(matches)
        return organisations

    def name_beginning(self, text: str) -> Self:
        """Organisations whose name has every word of a text, the last of them as a beginning, in some language."""
        *whole, last = typed_words(text)
        return self.filter(_has_title_word(last), *(_has_title_word(word, " ") for word in whole))

    def by_title(self, language: str) -> Self:
        """Ordered by name: in the language where there is one, else in the source's."""
        return self.order_by(title_key(language), "pk")


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def upcoming(self, now: datetime.datetime) -> Self:
        """Not over yet, cancelled ones included, soonest first. Without an end it is over when its day is."""
        today = timezone.localdate(now)
        return self.filter(Q(ends_at__gt=now) | Q(ends_at=None, date__gte=today)).order_by("starts_at")


class TombstoneQuerySet(NumberedQuerySet["Tombstone"]):
    def known_to(self, portal: Portal) -> Self:
        """Those of documents that the portal has shown."""
        return self.filter(_has_portal(portal, "portals"))

    def removed_from(self, portal: Portal, kind: str) -> Self:
        """Removed documents of a kind that the portal showed."""
        return self.filter(kind=kind, portals__contains=[portal.pk])
