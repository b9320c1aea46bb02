"""Requests, preferences, remarks and typed forms in an export: what the person asked and typed, and answered."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from editorial.announcing.models import TypedForm
from editorial.desk_texts.models import TypedText
from editorial.joining.models import JoinMessage, JoinRequest, MessageKind
from editorial.mails.models import MailPreference
from editorial.moving.models import MoveRequest
from editorial.people.models import AccessRequest
from editorial.privacy.exported_parts import at, organisation_titles, parts
from editorial.privacy.person import Person
from editorial.remarks.models import Remark
from editorial.second_opinions.models import SecondOpinion
from editorial.translation_orders.models import TranslationOrder

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


def _move_requests(person: Person) -> list[dict[str, Any]]:
    """Requests to move that the person made or answered, each with what they wrote."""
    asked, answered = Q(asked_by_id__in=person.account_ids), Q(answered_by_id__in=person.account_ids)
    rows = MoveRequest.objects.filter(asked | answered).select_related("from_portal", "to_portal")
    return [
        {
            "direction": "sent" if row.asked_by_id in person.account_ids else "answered",
            "from_portal": row.from_portal.title,
            "to_portal": row.to_portal.title,
            "status": row.status,
            "sent_at": at(row.asked_at),
            "answered_at": at(row.answered_at),
            "reason": row.reason if row.asked_by_id in person.account_ids else "",
            "answer": row.answer if row.answered_by_id in person.account_ids else "",
        }
        for row in rows.order_by("asked_at", "pk")
    ]


def _mail_preferences(person: Person) -> list[dict[str, Any]]:
    rows = MailPreference.objects.filter(person_id__in=person.account_ids).order_by("pk")
    return [{"kind": row.kind, "is_wanted": row.is_wanted, "at": at(row.changed_at)} for row in rows]


def _typed_forms(person: Person) -> list[dict[str, Any]]:
    """What the person has typed into forms of announcements and hasn't saved."""
    rows = list(TypedForm.objects.filter(person_id__in=person.account_ids).order_by("typed_at", "pk"))
    titles = organisation_titles(row.organisation_id for row in rows)
    return [
        {"organisation": titles.get(row.organisation_id, ""), "typed_at": at(row.typed_at), "fields": row.fields}
        for row in rows
    ]


def _typed_texts(person: Person) -> list[dict[str, Any]]:
    """What the person has typed into forms of organisations and of second languages, and hasn't saved."""
    rows = list(TypedText.objects.filter(person_id__in=person.account_ids).order_by("typed_at", "pk"))
    titles = organisation_titles(row.organisation_id for row in rows)
    return [
        {
            "organisation": titles.get(row.organisation_id, ""),
            "language": row.language,
            "typed_at": at(row.typed_at),
            "fields": row.fields,
        }
        for row in rows
    ]


def _translation_orders(person: Person) -> list[dict[str, Any]]:
    """Translations that the person has ordered, and texts that they have taken to translate."""
    ordered, taken = Q(ordered_by_id__in=person.account_ids), Q(taken_by_id__in=person.account_ids)
    rows = TranslationOrder.objects.filter(ordered | taken).order_by("ordered_at", "pk")
    return [
        {
            "text": str(row.page_key),
            "language": row.language,
            "ordered_at": at(row.ordered_at) if row.ordered_by_id in person.account_ids else None,
            "taken_at": at(row.taken_at) if row.taken_by_id in person.account_ids else None,
        }
        for row in rows
    ]


def _remarks(person: Person) -> list[dict[str, Any]]:
    """What the person has said of others' texts as a reviewer; of what they have taken, only that they did."""
    taken = Q(taken_by_id__in=person.account_ids)
    rows = Remark.objects.filter(Q(suggested_by_id__in=person.account_ids) | taken).order_by("suggested_at", "pk")
    return [
        {"did": "remarked", "at": at(row.suggested_at), "field": row.name, "text": row.text, "wording": row.suggestion}
        if row.suggested_by_id in person.account_ids
        else {"did": "took a suggestion", "at": at(row.taken_at), "field": row.name}
        for row in rows
    ]


def _second_opinions(person: Person) -> list[dict[str, Any]]:
    """What the person has said of others' translations; of what they have asked, only the question."""
    asked = Q(asked_by_id__in=person.account_ids)
    rows = SecondOpinion.objects.filter(Q(translator_id__in=person.account_ids) | asked).order_by("asked_at", "pk")
    return [
        {
            "did": "answered",
            "at": at(row.answered_at),
            "opinion": row.verdict,
            "text": row.words,
            "remarks": row.remarks,
        }
        if row.translator_id in person.account_ids
        else {"did": "asked", "at": at(row.asked_at), "text": row.question}
        for row in rows
    ]


def connect() -> None:
    parts.register("join_requests", _join_requests)
    parts.register("access_requests", _access_requests)
    parts.register("move_requests", _move_requests)
    parts.register("mail_preferences", _mail_preferences)
    parts.register("remarks", _remarks)
    parts.register("second_opinions", _second_opinions)
    parts.register("typed_forms", _typed_forms)
    parts.register("typed_texts", _typed_texts)
    parts.register("translation_orders", _translation_orders)
