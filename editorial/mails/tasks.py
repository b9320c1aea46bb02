"""Background tasks of mails. They carry ids alone, never an address or a text."""

from django_tasks import task


@task()
def deliver_mail(mail_id: int) -> None:
    from editorial.mails.delivery import deliver

    deliver(mail_id)
