"""Requests to join that an erased person has sent: the organisation's facts stay, and what was said goes."""

from __future__ import annotations

from editorial.joining.models import JoinMessage, JoinRequest, JoinStatus
from editorial.privacy.person import Person


def erase_dialogue(person: Person) -> dict[str, int]:
    """Empty what was said about the person's requests, and delete those that nobody has seen; return rows by model.

    To be called while the requests still have the address. Their name and address are columns like others.
    """
    sent = JoinRequest.objects.filter(person_email__in=person.addresses)
    _total, deleted = sent.filter(status=JoinStatus.UNCONFIRMED).delete()
    emptied = JoinMessage.objects.filter(request__in=sent).exclude(text="").update(text="")
    counts = {label.lower(): count for label, count in deleted.items()}
    label = JoinMessage._meta.label_lower
    return {**counts, label: counts.get(label, 0) + emptied}
