"""What people have typed into forms of announcements and not saved: whose it is, and what has become of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from editorial.announcing.models import TypedForm
from editorial.desk_texts import typed_storing
from editorial.desk_texts.models import TypedText
from editorial.desk_texts.typed_storing import MAX_FORMS, keep_row, waiting
from listings.models import ActivityPage, Listing, Organisation, OrganisationMembership

#: How long one that is thrown away can be taken back.
KEEP_THROWN_AWAY = datetime.timedelta(days=1)
#: Somebody who has typed within this time is writing.
IS_WRITING = datetime.timedelta(minutes=15)


def keep_typed(
    person: Any,
    listing_key: UUID,
    organisation: Organisation,
    data: QueryDict,
    *,
    force: bool = False,
    until: Any = None,
) -> TypedForm:
    """Keep a form instead of what was kept of it before; ``until`` is when a row goes that isn't there yet.

    Raises ``TooMuchTypedError``, and ``OtherWindowError`` unless ``force``.
    """
    row = TypedForm(person_id=person.pk, listing_key=listing_key, organisation=organisation)
    return keep_row(row, data, force=force, until=until)


def typed_form_of(person: Any, listing_key: UUID) -> TypedForm | None:
    """Return what the person has typed and not saved, or None."""
    row = last_typed(person, listing_key)
    return None if row is None or row.is_thrown_away else row


def last_typed(person: Any, listing_key: UUID) -> TypedForm | None:
    """The same, also where it is thrown away and can be taken back. One query."""
    rows = TypedForm.objects.select_related("organisation__home_portal__site")
    row: TypedForm | None = rows.filter(waiting(), person_id=person.pk, listing_key=listing_key).first()
    return row


def only_typed(person: Any) -> list[TypedForm]:
    """New activities that the person has begun and not saved, of any organisation; the newest first. One query.

    Those that are thrown away and can be taken back come too.
    """
    known = Listing.objects.values("pk")
    rows = TypedForm.objects.filter(waiting(), person_id=person.pk).exclude(listing_key__in=known)
    return list(rows.order_by("-typed_at", "-pk")[:MAX_FORMS])


def typed_by_all(person: Any, listing_key: UUID, organisation_id: Any) -> tuple[TypedForm | None, list[Any]]:
    """Return ``last_typed``, and the organisation's other people who are writing the same activity now. One query."""
    own = waiting() & Q(person_id=person.pk)
    others = Q(
        typed_at__gt=timezone.now() - IS_WRITING,
        organisation_id=organisation_id,
        is_thrown_away=False,
        person__is_active=True,
        person__in=_members(organisation_id),
    )
    found = TypedForm.objects.select_related("organisation__home_portal__site", "person").order_by("-typed_at")
    rows = list(found.filter(own | (others & ~Q(person_id=person.pk)), listing_key=listing_key)[:10])
    typed = next((row for row in rows if row.person_id == person.pk), None)
    return typed, [row.person for row in rows if row.person_id != person.pk][:5]


def _members(organisation_id: Any) -> Any:
    return OrganisationMembership.objects.effective().filter(organisation_id=organisation_id).values("user")


def waiting_forms(person: Any, organisation_ids: Collection[UUID]) -> QuerySet[TypedForm]:
    """Return what the person has typed for these organisations and neither saved nor thrown away, the newest first.

    What was typed of an activity that had been deleted is left out: its form opens no more.
    """
    rows = TypedForm.objects.filter(waiting(), person=person, organisation__in=list(organisation_ids))
    is_known = Exists(Listing.objects.filter(pk=OuterRef("listing_key")))
    rows = rows.filter(~is_known | Exists(ActivityPage.objects.filter(translation_key=OuterRef("listing_key"))))
    found: QuerySet[TypedForm] = rows.filter(is_thrown_away=False).order_by("-typed_at", "-pk")
    return found


def name_in(row: TypedForm) -> str:
    """What was typed as the activity's name; maybe empty."""
    return next((value.strip() for name, value in row.fields if name == "title"), "")


def forget_typed(person: Any, listing_key: UUID) -> None:
    """Delete what the person has typed, for good: its activity goes, too."""
    TypedForm.objects.filter(person=person, listing_key=listing_key).delete()


def forget_typed_by_all(listing_key: UUID) -> None:
    """Delete what anybody has typed of an activity that has been deleted, in second languages, too."""
    TypedForm.objects.filter(listing_key=listing_key).delete()
    TypedText.objects.filter(page_key=listing_key).delete()


def throw_away(person: Any, listing_key: UUID) -> None:
    """Put aside what the person has typed; it can be taken back for a while."""
    rows = TypedForm.objects.filter(waiting(), person_id=person.pk, listing_key=listing_key, is_thrown_away=False)
    rows.update(is_thrown_away=True, goes_at=timezone.now() + KEEP_THROWN_AWAY)


def take_back(person: Any, listing_key: UUID) -> bool:
    """Undo ``throw_away``; return whether there was anything."""
    rows = TypedForm.objects.filter(waiting(), person_id=person.pk, listing_key=listing_key, is_thrown_away=True)
    return bool(rows.update(is_thrown_away=False, goes_at=None))


def forget_old_typed_forms() -> None:
    """Delete what was typed long ago, what is thrown away, and what has waited long enough for its person."""
    typed_storing.forget_old(TypedForm)


def drop_oldest(person: Any) -> None:
    """Delete what is beyond ``MAX_FORMS`` of one person. One query, or two."""
    typed_storing.drop_oldest(TypedForm, person)
