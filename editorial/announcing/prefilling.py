"""What a new announcement has from the start: from the organisation's last one, else from the organisation itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from listings.enums import ContactRole
from listings.models import ActivityContact, ActivityLanguage, ActivityPage, Listing, OrganisationPage

#: Fields of the last announcement that the next one most likely shares.
_SHARED = (
    "mode",
    "municipality_id",
    "price_type",
    "price_eur",
    "price_details",
    "sign_up_type",
    "sign_up_url",
    "sign_up_email",
    "sign_up_phone",
    "sign_up_details",
    "skip_public_holidays",
    "childcare",
    "children_welcome",
)
#: Those of the place, left out where the address is hidden.
_PLACE = ("venue_id", "floor", "district", "place_details", "accessibility_details")


#: Fields of the rows that are filled in.
_ROW_FIELDS = {"spoken_languages": ("language", "role"), "contacts": ("role", "phone", "email")}


@dataclass(frozen=True)
class Prefilled:
    """``language``: the one that it is most likely written in, empty where nothing was filled in."""

    language: str = ""
    from_last: bool = False


def prefill(page: ActivityPage, parent: OrganisationPage) -> Prefilled:
    """Fill in a new page.

    People don't come along: neither their names nor what may be their own telephone.
    """
    last = last_announcement(parent)
    if last is None:
        page.municipality_id = parent.municipality_id
        _contact_of_organisation(page, parent)
        page.spoken_languages = [ActivityLanguage(language=page.language)]
        return Prefilled(page.language)
    for name in _SHARED:
        setattr(page, name, getattr(last, name))
    if not (last.address_hidden or last.sensitive):
        for name in _PLACE:
            setattr(page, name, getattr(last, name))
        page.accessibility = last.accessibility.all()
    page.spoken_languages = [
        ActivityLanguage(language=row.language, role=row.role) for row in last.spoken_languages.all()
    ]
    shared = [row for row in last.contacts.all() if not row.name and (row.phone or row.email)]
    if shared:
        page.contacts = [ActivityContact(role=row.role, phone=row.phone, email=row.email) for row in shared]
    else:
        _contact_of_organisation(page, parent)
    return Prefilled(last.language, from_last=True)


def taken_rows(page: ActivityPage) -> dict[str, list[dict[str, Any]]]:
    """Take the rows off a new page, and return the values of their fields by kind.

    In its form they are new rows: a form says of which stored rows it was made, and a new page has none.
    """
    taken = {}
    for kind, names in _ROW_FIELDS.items():
        rows = list(getattr(page, kind).all())
        if rows:
            taken[kind] = [{name: getattr(row, name) for name in names} for row in rows]
            getattr(page, kind).set([])
    return taken


def last_announcement(parent: OrganisationPage) -> ActivityPage | None:
    """Return the activity below a page that was written last, as it was last saved; None for the first one."""
    source_language = Listing.objects.filter(pk=OuterRef("translation_key")).values("source_language")
    page = (
        ActivityPage.objects.child_of(parent)
        .filter(locale__language_code=Subquery(source_language))
        .exclude(latest_revision=None)
        .select_related("latest_revision", "locale")
        .order_by("-latest_revision_created_at", "-pk")
        .first()
    )
    return None if page is None else page.get_latest_revision_as_object()


def _contact_of_organisation(page: ActivityPage, parent: OrganisationPage) -> None:
    if parent.phone or parent.email:
        page.contacts = [ActivityContact(role=ContactRole.OFFICE, phone=parent.phone, email=parent.email)]
