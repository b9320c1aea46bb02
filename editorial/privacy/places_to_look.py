"""Where what others have published may still name a person: for somebody to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from editorial.privacy.columns import READ_WHOLE, by_model, rows_about
from editorial.privacy.person import Person
from editorial.privacy.personal_data import Place, Treatment, decided
from editorial.privacy.stored_pages import revisions_about
from editorial.privacy.written_forms import WrittenForms

#: Rows that one list shows; a common name may stand in many.
MOST = 200


@dataclass(frozen=True)
class PlaceToLook:
    """One place: of which kind, its title, in which fields, and its address in the admin, where it has one."""

    kind: str
    title: str
    fields: tuple[str, ...]
    url: str = ""


def places_to_look(person: Person) -> list[PlaceToLook]:
    """Return where a name or a number of the person may stand in content, at most ``MOST`` places."""
    forms = WrittenForms(names=person.names, phones=person.phones, loosely=True)
    if not forms:
        return []
    found: list[PlaceToLook] = []
    for label, places in by_model(decided(Treatment.CONTENT, Treatment.NAME)).items():
        if label != "wagtailcore.revision":
            found += [place for row in rows_about(places, forms) if (place := _of_row(row, places, forms))]
    return [*found, *_versions(person, forms)][:MOST]


def _of_row(row: Any, places: list[Place], forms: WrittenForms) -> PlaceToLook | None:
    fields = tuple(
        str(place.field.verbose_name) for place in places if _is_in(getattr(row, place.field.attname), forms)
    )
    if not fields:
        return None
    page_id = row.pk if isinstance(row, Page) else getattr(row, "page_id", None)
    title = str(row.page) if type(row)._meta.label_lower in READ_WHOLE else str(row)
    return PlaceToLook(capfirst(str(type(row)._meta.verbose_name)), title, fields, _page_url(page_id))


def _is_in(value: Any, forms: WrittenForms) -> bool:
    return forms.are_in(value if isinstance(value, (str, dict, list)) else str(value or ""))


def _versions(person: Person, forms: WrittenForms) -> list[PlaceToLook]:
    """The pages in whose earlier versions and drafts the person is named."""
    counts: Counter[str] = Counter()
    for revision in Revision.page_revisions.filter(pk__in=revisions_about(person, forms)).iterator():
        if forms.are_in(revision.content):
            counts[revision.object_id] += 1
    pages = Page.objects.in_bulk([int(key) for key in counts])
    return [
        PlaceToLook(_("Versions of a page"), str(page), (str(counts[str(key)]),), _page_url(key))
        for key, page in pages.items()
    ]


def _page_url(page_id: int | None) -> str:
    try:
        return reverse("wagtailadmin_pages:edit", args=[page_id]) if page_id else ""
    except NoReverseMatch:
        return ""
