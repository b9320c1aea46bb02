"""What the worker and the clock do about mails, and what ``/health/`` says of them."""

from __future__ import annotations

import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from editorial.mails.delivery import deliver, forget_old_secrets, note_interrupted
from editorial.mails.models import IN_TROUBLE, Mail, MailStatus
from regions import health, periodic
from regions.health import PartHealth

#: A first attempt is the task's. After this long the task counts as lost.
TASK_IS_LOST_AFTER = datetime.timedelta(minutes=1)
#: A mail that has been due for longer than this means that no worker runs.
_QUEUE_LIMIT = datetime.timedelta(minutes=15)


def send_due_mails() -> int:
    """Send one mail whose next attempt is due, or whose task was lost; return the number of rows that were touched.

    One at a time: a server that doesn't answer must not hold up the worker's other steps for long.
    """
    count = note_interrupted() + forget_old_secrets()
    now = timezone.now()
    is_due = Q(attempts__gt=0, next_attempt_at__lte=now) | Q(next_attempt_at__lte=now - TASK_IS_LOST_AFTER)
    due = Mail.objects.filter(is_due, status=MailStatus.QUEUED).order_by("next_attempt_at")
    mail_id = due.values_list("pk", flat=True).first()
    if mail_id is not None:
        deliver(mail_id)
        count += 1
    return count


def forget_secrets() -> None:
    """The same for the clock: also where no worker runs, a secret is kept for an hour only."""
    forget_old_secrets()


def probe_mails() -> PartHealth:
    """Count the mails that wait and those that failed, and say how long the oldest has been due, in seconds.

    A failed mail is for the national administrator to look at; the service itself is healthy all the same.
    """
    counts = Mail.objects.filter(status__in=(MailStatus.QUEUED, *IN_TROUBLE)).aggregate(
        waiting=Count("pk", filter=Q(status=MailStatus.QUEUED)),
        failed=Count("pk", filter=Q(status=MailStatus.FAILED)),
        too_old=Count("pk", filter=Q(status=MailStatus.TOO_OLD)),
        interrupted=Count("pk", filter=Q(status=MailStatus.INTERRUPTED)),
        due_since=Min("next_attempt_at", filter=Q(status=MailStatus.QUEUED)),
    )
    now = timezone.now()
    overdue = now - min(counts.pop("due_since") or now, now)
    return PartHealth(ok=overdue < _QUEUE_LIMIT, facts={**counts, "overdue_seconds": round(overdue.total_seconds())})


def connect() -> None:
    periodic.steps.register("mails", send_due_mails)
    periodic.jobs.register("mails.secrets", forget_secrets)
    health.registry.register("mails", probe_mails)
