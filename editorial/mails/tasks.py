"""Background tasks of mails. They carry ids alone, never an address or a text."""

from django_tasks import task

#: Before the tasks of indexing, of which an import makes thousands: somebody waits for a code to sign in.
_FIRST = 90


@task(priority=_FIRST)
def deliver_mail(mail_id: int) -> None:
    from editorial.mails.delivery import deliver

    deliver(mail_id)
