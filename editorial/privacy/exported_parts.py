"""What an export of a person's data is made of. Each part registers under the name that its field has."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    WorkflowState,
)

from editorial.mails.models import Mail
from editorial.people.models import Invitation
from editorial.privacy.contacts import is_theirs
from editorial.privacy.person import Person
from listings.models import ActivityContact, Organisation, OrganisationMembership, Placement
from regions.models import PortalMembership
from regions.registry import Registry

#: From a person to what JSON can have.
Part = Callable[[Person], Any]
parts: Registry[Part] = Registry("part of an export")


def _account(person: Person) -> list[dict[str, Any]]:
    accounts = get_user_model()._default_manager.filter(pk__in=person.account_ids).order_by("pk")
    return [_one_account(account) for account in accounts.select_related("wagtail_userprofile")]


def _one_account(account: Any) -> dict[str, Any]:
    profile = getattr(account, "wagtail_userprofile", None)
    return {
        "user_name": account.get_username(),
        "address": account.email,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "made_at": at(account.date_joined),
        "last_sign_in": at(account.last_login),
        "is_active": account.is_active,
        "is_national_administrator": account.is_superuser,
        "language": profile.preferred_language if profile is not None else "",
        "picture": profile.avatar.name if profile is not None and profile.avatar else "",
        "addresses": _addresses(account),
    }


def _addresses(account: Any) -> list[dict[str, Any]]:
    if not apps.is_installed("allauth.account"):
        return []
    rows = apps.get_model("account", "EmailAddress")._default_manager.filter(user=account).order_by("pk")
    return [{"address": row.email, "is_confirmed": row.verified, "is_primary": row.primary} for row in rows]


def _roles(person: Person) -> list[dict[str, Any]]:
    of_organisations = OrganisationMembership.objects.filter(user_id__in=person.account_ids).order_by("created_at")
    titles = organisation_titles(row.organisation_id for row in of_organisations)
    roles = [
        {"organisation": titles.get(row.organisation_id, ""), "role": row.role, "since": at(row.created_at)}
        for row in of_organisations
    ]
    for row in PortalMembership.objects.filter(user_id__in=person.account_ids).select_related("portal"):
        role = {"portal": row.portal.title, "role": row.role, "languages": row.languages, "since": at(row.created_at)}
        roles.append(role | {"until": row.ends_on.isoformat() if row.ends_on else None})
    return roles


def organisation_titles(ids: Any) -> dict[Any, str]:
    rows = Organisation.objects.filter(pk__in=list(ids)).titled(drafts=Organisation.objects.all())
    return {row.pk: row.shown_title for row in rows}


def _pages(person: Person) -> list[dict[str, Any]]:
    """Pages that the person owns, or has written a version of."""
    revisions = Revision.page_revisions.filter(user_id__in=person.account_ids).order_by("created_at", "pk")
    times: dict[int, list[str | None]] = {}
    for page_id, created_at in revisions.values_list("object_id", "created_at"):
        times.setdefault(int(page_id), []).append(at(created_at))
    pages = Page.objects.filter(Q(owner_id__in=person.account_ids) | Q(pk__in=times)).order_by("pk")
    return [
        {
            "title": page.draft_title or page.title,
            "kind": page.content_type.model,
            "language": page.locale.language_code,
            "url": (page.get_full_url() or "") if page.live else "",
            "is_owned": page.owner_id in person.account_ids,
            "written_at": times.get(page.pk, []),
        }
        for page in pages.select_related("content_type", "locale").specific()
    ]


def _comments(person: Person) -> list[dict[str, Any]]:
    comments = Comment.objects.filter(user_id__in=person.account_ids).select_related("page")
    replies = CommentReply.objects.filter(user_id__in=person.account_ids).select_related("comment__page")
    rows = [(row.created_at, row.text, row.page) for row in comments]
    rows += [(row.created_at, row.text, row.comment.page) for row in replies]
    return [{"text": text, "page": page.title, "at": at(when)} for when, text, page in sorted(rows, key=lambda r: r[0])]


def _reviews(person: Person) -> list[dict[str, Any]]:
    asked = WorkflowState.objects.filter(requested_by_id__in=person.account_ids).order_by("created_at", "pk")
    rows = [{"did": "asked for review", "page": _title(row), "at": at(row.created_at)} for row in asked]
    decided = TaskState.objects.filter(finished_by_id__in=person.account_ids).select_related("workflow_state")
    for row in decided.order_by("finished_at", "pk"):
        decision = {"did": row.status, "page": _title(row.workflow_state), "at": at(row.finished_at)}
        rows.append(decision | {"comment": row.comment})
    return rows


def _title(state: WorkflowState) -> str:
    page = state.content_object
    return str(getattr(page, "draft_title", "") or "")


def _translations(person: Person) -> list[dict[str, Any]]:
    if not apps.is_installed("wagtail_localize"):
        return []
    rows = apps.get_model("wagtail_localize", "StringTranslation")._default_manager
    found = rows.filter(last_translated_by_id__in=person.account_ids).select_related("locale").order_by("pk")
    return [{"text": row.data, "language": row.locale.language_code, "at": at(row.updated_at)} for row in found]


def _files(person: Person) -> list[dict[str, Any]]:
    files = []
    for model in (get_image_model(), get_document_model()):
        for row in model.objects.filter(uploaded_by_user_id__in=person.account_ids).order_by("pk"):
            files.append({"title": row.title, "kind": model._meta.model_name, "at": at(row.created_at)})
    return files


def _placements(person: Person) -> list[dict[str, Any]]:
    rows = Placement.objects.filter(placed_by_id__in=person.account_ids).select_related("portal").order_by("pk")
    return [{"portal": row.portal.title, "kind": row.kind, "reason": row.reason} for row in rows]


def _contacts(person: Person) -> list[dict[str, Any]]:
    """Where the person stands as a contact; the number and address beside their name may be shared."""
    rows = ActivityContact.objects.select_related("page").order_by("pk")
    matches = [row for row in rows if is_theirs({"name": row.name, "email": row.email}, row.page_id, person)]
    return [
        {
            "activity": row.page.title,
            "role": row.role,
            "name": row.name,
            "phone": row.phone,
            "email": row.email,
            "agreed_on": row.consent_on.isoformat() if row.consent_on else None,
            "shown_until": row.keep_until.isoformat() if row.keep_until else None,
        }
        for row in matches
    ]


def _mails(person: Person) -> list[dict[str, Any]]:
    to_them = Q(person_id__in=person.account_ids) | Q(address__in=person.addresses)
    return [
        {
            "kind": row.kind,
            "portal": row.portal.title,
            "language": row.language,
            "status": row.status,
            "queued_at": at(row.created_at),
            "sent_at": at(row.sent_at),
        }
        for row in Mail.objects.filter(to_them).select_related("portal__site").order_by("created_at", "pk")
    ]


def _invitations(person: Person) -> list[dict[str, Any]]:
    """Invitations to the person, and without their addresses those that the person sent."""
    to_them = Q(accepted_by_id__in=person.account_ids)
    for address in person.addresses:
        to_them |= Q(address__iexact=address)
    by_them = Q(invited_by_id__in=person.account_ids)
    received = set(Invitation.objects.filter(to_them).values_list("pk", flat=True))
    rows = list(Invitation.objects.filter(to_them | by_them).select_related("portal").order_by("created_at", "pk"))
    titles = organisation_titles(row.organisation_id for row in rows)
    return [
        {
            "direction": "received" if row.pk in received else "sent",
            "portal": row.portal.title,
            "organisation": titles.get(row.organisation_id, ""),
            "role": row.role,
            "sent_at": at(row.sent_at),
            "accepted_at": at(row.accepted_at),
        }
        for row in rows
    ]


def _log(person: Person) -> list[dict[str, Any]]:
    """What the person did to pages. The log of other things may name other people."""
    entries = PageLogEntry.objects.filter(user_id__in=person.account_ids).order_by("timestamp", "pk")
    return [
        {"did": action, "page": label, "at": at(when)}
        for action, label, when in entries.values_list("action", "label", "timestamp")
    ]


def _subscriptions(person: Person) -> list[dict[str, Any]]:
    rows = PageSubscription.objects.filter(user_id__in=person.account_ids).select_related("page")
    return [{"page": row.page.title, "comments": row.comment_notifications} for row in rows.order_by("pk")]


def at(moment: datetime.datetime | None) -> str | None:
    """A time as JSON has it, in ISO 8601."""
    return moment.isoformat(timespec="seconds") if moment is not None else None


def connect() -> None:
    for name, part in (
        ("accounts", _account),
        ("roles", _roles),
        ("pages", _pages),
        ("comments", _comments),
        ("reviews", _reviews),
        ("translations", _translations),
        ("files", _files),
        ("placements", _placements),
        ("contacts", _contacts),
        ("mails", _mails),
        ("invitations", _invitations),
        ("log", _log),
        ("subscriptions", _subscriptions),
    ):
        parts.register(name, part)
