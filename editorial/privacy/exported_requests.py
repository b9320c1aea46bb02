"""Requests and preferences in an export: what the person asked for, what they were answered, and what they answered."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from editorial.joining.models import JoinMessage, JoinRequest, MessageKind
from editorial.mails.models import MailPreference
from editorial.people.models import AccessRequest
from editorial.privacy.exported_parts import at, organisation_titles, parts
from editorial.privacy.person import Person

#: What passes between the person who asks and the coordinators.
_SHOWN = (MessageKind.QUESTION, MessageKind.REPLY, MessageKind.REASON)


def _join_requests(person: Person) -> list[dict[str, Any]]:
    """Requests that the person sent, with the dialogue; of those that they answered, only what they wrote."""
    answered = Q(answered_by_id__in=person.account_ids) | Q(messages__said_by_id__in=person.account_ids)
    sent = Q(person_email__in=person.addresses)
    rows = JoinRequest.objects.filter(sent | answered).distinct().select_related("portal").order_by("created_at", "pk")
    return [_join_request(row, person) for row in rows.prefetch_related("messages")]


def _join_request(row: JoinRequest, person: Person) -> dict[str, Any]:
    is_sent = row.person_email in person.addresses
    own = {"name": row.person_name, "address": row.person_email, "language": row.person_language} if is_sent else {}
    facts = {"description": row.description, "phone": row.phone, "email": row.email} if is_sent else {}
    return {
        "direction": "sent" if is_sent else "answered",
        "portal": row.portal.title,
        "organisation": row.name,
        "status": row.status,
        "sent_at": at(row.created_at),
        "answered_at": at(row.answered_at),
        **own,
        **facts,
        "messages": [
            {"kind": message.kind, "text": message.text, "at": at(message.created_at)}
            for message in row.messages.all()
            if message.text and (_is_of(message, person) if not is_sent else message.kind in _SHOWN)
        ],
    }


def _is_of(message: JoinMessage, person: Person) -> bool:
    return message.said_by_id in person.account_ids


def _access_requests(person: Person) -> list[dict[str, Any]]:
    """Requests that the person sent; of those that they answered, not who had asked."""
    sent = Q(address__in=person.addresses)
    rows = AccessRequest.objects.filter(sent | Q(answered_by_id__in=person.account_ids)).select_related("portal")
    found = list(rows.order_by("asked_at", "pk"))
    titles = organisation_titles(row.organisation_id for row in found)
    return [
        {
            "direction": "sent" if row.address in person.addresses else "answered",
            "portal": row.portal.title,
            "organisation": titles.get(row.organisation_id, ""),
            "status": row.state,
            "sent_at": at(row.asked_at),
            "answered_at": at(row.answered_at),
            "reason": row.reason,
            **({"name": row.name, "text": row.message} if row.address in person.addresses else {}),
        }
        for row in found
    ]


def _mail_preferences(person: Person) -> list[dict[str, Any]]:
    rows = MailPreference.objects.filter(person_id__in=person.account_ids).order_by("pk")
    return [{"kind": row.kind, "is_wanted": row.is_wanted, "at": at(row.changed_at)} for row in rows]


def connect() -> None:
    parts.register("join_requests", _join_requests)
    parts.register("access_requests", _access_requests)
    parts.register("mail_preferences", _mail_preferences)
