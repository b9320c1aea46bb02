"""How long the ledger remembers whom a mail went to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from editorial.mails.models import Mail, MailStatus
from regions import periodic

#: To somebody without an account.
KEEP_ADDRESS = datetime.timedelta(days=30)
#: To somebody with one.
KEEP_PERSON = datetime.timedelta(days=365)
_ON_THEIR_WAY = (MailStatus.QUEUED, MailStatus.SENDING)
#: Rows that one run deletes; the next run goes on.
_BATCH = 1000


def forget_old_mails() -> None:
    """Delete the rows of mails that ended long ago, however they ended."""
    now = timezone.now()
    is_old = Q(person=None, created_at__lt=now - KEEP_ADDRESS) | Q(created_at__lt=now - KEEP_PERSON)
    keys = Mail.objects.exclude(status__in=_ON_THEIR_WAY).filter(is_old).order_by("pk").values_list("pk", flat=True)
    Mail.objects.filter(pk__in=list(keys[:_BATCH])).delete()


def forget_addresses_of(model: Any, keys: Iterable[Any]) -> None:
    """Delete the mails to addresses about rows whose person is forgotten."""
    things = [f"{model._meta.label_lower}:{key}" for key in keys]
    Mail.objects.filter(thing__in=things, person=None).delete()


def connect() -> None:
    periodic.jobs.register("forget old mails", forget_old_mails)
