"""Announcements that are public already and look like the one that is being sent."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from listings.addresses import activity_path
from regions.models import Portal
from search.alike_names import likeness, plain_words
from search.models import ListingDocument

#: How alike two titles must be, from 0 to 1; another organisation's must be more alike than one's own.
ENOUGH, ENOUGH_OF_OTHERS = 0.75, 0.9
MAX_CANDIDATES = 200
_SHOWN = 3
#: Letters of a word by which candidates are found.
_BEGINNING = 5


@dataclass(frozen=True)
class AlikeAnnouncement:
    title: str
    language: str
    organisation: str
    url: str


def alike_announcements(
    document: ListingDocument, portal: Portal, language: str, now: datetime.datetime
) -> list[AlikeAnnouncement]:
    """Return what the portal shows with a title that is alike: of the same organisation, or in the same town on the
    same weekday. The most alike first, three at most. One statement."""
    source = document.source_language
    title = document.texts[source]["title"]
    beginnings = sorted({word[:_BEGINNING] for word in plain_words(title) if len(word) > 2}, key=len)[-3:]
    if not beginnings:
        return []
    in_title = Q()
    for beginning in beginnings:
        in_title |= Q(**{f"sort_titles__{source}__icontains": beginning}) | Q(
            **{f"texts__{source}__title__icontains": beginning}
        )
    near = Q(organisation_id=document.organisation_id)
    weekdays = [code for code in document.codes if code.startswith("weekday:")]
    if document.municipality and weekdays:
        near |= Q(municipality=document.municipality, codes__overlap=weekdays)
    rows = ListingDocument.objects.visible(portal, now).filter(in_title, near).exclude(pk=document.pk)
    found = []
    for other in rows.order_by("-confirmed_on", "pk").only("texts", "facts", "source_language", "organisation_id")[
        :MAX_CANDIDATES
    ]:
        shown = other.texts.get(source, {}).get("title", "")
        score = likeness(title, shown)
        if score >= (ENOUGH if other.organisation_id == document.organisation_id else ENOUGH_OF_OTHERS):
            found.append((score, other, shown))
    found.sort(key=lambda one: (-one[0], str(one[1].pk)))
    return [_alike(other, shown, source, language) for _score, other, shown in found[:_SHOWN]]


def _alike(other: ListingDocument, title: str, source: str, language: str) -> AlikeAnnouncement:
    organisation = other.facts["organisation"]
    names = organisation["names"]
    name = names.get(language) or names.get(organisation["source_language"]) or next(iter(names.values()), "")
    return AlikeAnnouncement(title, source, name, activity_path(language, other.pk))
