"""What time does with requests to join: unconfirmed ones go, and people's data goes from answered ones."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from editorial.joining.models import JoinMessage, JoinRequest, JoinStatus
from editorial.mails.mail_retention import forget_addresses_of
from regions import periodic

#: How long a request stays that nobody has confirmed, and how long a person's data stays after the answer.
KEEP_UNCONFIRMED = datetime.timedelta(days=7)
KEEP_PERSON = datetime.timedelta(days=180)
#: How long a question waits for a reply before the person's data goes, too.
KEEP_ASKED = datetime.timedelta(days=365)


@transaction.atomic
def delete_unconfirmed() -> None:
    """Delete requests whose address nobody has confirmed in time, and what the ledger of mails has of them."""
    before = timezone.now() - KEEP_UNCONFIRMED
    old = JoinRequest.objects.filter(status=JoinStatus.UNCONFIRMED, created_at__lt=before)
    old = old.filter(Q(mailed_at=None) | Q(mailed_at__lt=before)).select_for_update()
    keys = list(old.values_list("pk", flat=True)[:1000])
    forget_addresses_of(JoinRequest, keys)
    JoinRequest.objects.filter(pk__in=keys).delete()


@transaction.atomic
def forget_people() -> None:
    """Empty name and address of the person, and the dialogue, of requests that were answered long ago."""
    now = timezone.now()
    due = (
        JoinRequest.objects.exclude(person_name="", person_email="")
        .filter(Q(answered_at__lt=now - KEEP_PERSON) | Q(status=JoinStatus.ASKED, changed_at__lt=now - KEEP_ASKED))
        .values_list("pk", flat=True)
    )
    keys = list(due[:1000])
    forget_addresses_of(JoinRequest, keys)
    JoinMessage.objects.filter(request__in=keys).update(text="")
    JoinRequest.objects.filter(pk__in=keys).update(person_name="", person_email="")


def connect() -> None:
    periodic.jobs.register("delete requests to join that nobody confirmed", delete_unconfirmed)
    periodic.jobs.register("forget the people of answered requests to join", forget_people)
