"""How long invitations stay that are used or no longer work."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils import timezone

from editorial.people.models import Invitation

#: After it was accepted, or after it was sent last: until then it can be sent again.
KEEP_INVITATION = datetime.timedelta(days=180)
_BATCH = 1000


def forget_old_invitations() -> None:
    """Delete invitations that were accepted, or sent and not accepted, long ago."""
    before = timezone.now() - KEEP_INVITATION
    is_old = Q(accepted_at__lt=before) | Q(accepted_at=None, sent_at__lt=before)
    keys = Invitation.objects.filter(is_old).order_by("sent_at", "pk").values_list("pk", flat=True)
    Invitation.objects.filter(pk__in=list(keys[:_BATCH])).delete()
