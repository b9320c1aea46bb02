"""Pictures of organisations: storing one at once, and which ones may be chosen."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection

from editorial.announcing.picture_files import PictureFault, ready_picture
from listings.models import ActivityPage, Listing, Organisation, OrganisationPicture

#: Pictures that an organisation sends within a day, and older ones that the form shows.
MOST_A_DAY, MOST_SHOWN = 60, 5


def store_picture(upload: Any, organisation: Organisation, user: Any) -> Any:
    """Store an uploaded file as the organisation's picture, in its home portal's collection; return Wagtail's image.

    Raises ``PictureFault``.
    """
    since = timezone.now() - datetime.timedelta(days=1)
    if OrganisationPicture.objects.filter(organisation=organisation, sent_at__gte=since).count() >= MOST_A_DAY:
        raise PictureFault(_("Your organisation has sent many pictures today. Try again tomorrow."))
    file = ready_picture(upload)
    collection = organisation.home_portal.collection or Collection.get_first_root_node()
    title = f"{organisation} · {timezone.localdate():%Y-%m-%d}"[:255]
    with transaction.atomic():
        image = get_image_model()(title=title, file=file, collection=collection, uploaded_by_user=user)
        image.save()
        OrganisationPicture.objects.create(image=image, organisation=organisation)
    return image


def pictures_of(organisation_id: UUID) -> Any:
    """Images that an organisation may choose: those that it has sent, and those of its activities."""
    listings = Listing.objects.filter(organisation=organisation_id)
    pages = ActivityPage.objects.filter(translation_key__in=listings.values("pk"), image__isnull=False)
    return get_image_model().objects.filter(
        Q(organisation_picture__organisation=organisation_id) | Q(pk__in=pages.values("image"))
    )


class AnswerForPeople:
    """Stores what an organisation says of the people in its picture; of others' pictures nothing is stored."""

    def __init__(self, image_id: int, organisation_id: UUID, people: str) -> None:
        self.image_id, self.organisation_id, self.people = image_id, organisation_id, people

    def execute(self) -> None:
        row, _is_new = OrganisationPicture.objects.get_or_create(
            image_id=self.image_id, defaults={"organisation_id": self.organisation_id}
        )
        if row.organisation_id == self.organisation_id and row.people != self.people:
            row.people, row.answered_at = self.people, timezone.now()
            row.save(update_fields=["people", "answered_at"])
