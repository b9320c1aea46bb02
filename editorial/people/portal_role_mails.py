"""Mails about roles in portals, in words: to the person, and to the portal's coordinators."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from editorial.mails.mail_addresses import admin_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.people import portal_role_notices as notices
from editorial.people.role_names import language_names, role_name
from regions.models import Portal, PortalMembership
from regions.people import person_name
from regions.permissions import may_coordinate

#: Subject, and what the mail says first, by kind. To the person.
_OWN = {
    notices.ROLE_CHANGED: (
        gettext_noop("Your role in %(portal)s has changed"),
        gettext_noop("%(by)s has changed your role in %(portal)s."),
        gettext_lazy("changed roles"),
    ),
    notices.ROLE_REMOVED: (
        gettext_noop("Your role in %(portal)s has been taken away"),
        gettext_noop("%(by)s has taken away your role in %(portal)s."),
        gettext_lazy("roles that are taken away"),
    ),
    notices.ROLE_ENDS_SOON: (
        gettext_noop("Your role in %(portal)s ends soon"),
        gettext_noop("Your role in %(portal)s has a last day."),
        gettext_lazy("roles that end soon"),
    ),
    notices.ROLE_ENDED: (
        gettext_noop("Your role in %(portal)s has ended"),
        gettext_noop("The last day of your role in %(portal)s is over."),
        gettext_lazy("roles that have ended"),
    ),
}
#: The same, to coordinators.
_OF_OTHERS = {
    notices.COORDINATOR_CAME: (
        gettext_noop("A new coordinator in %(portal)s"),
        gettext_noop("%(person)s coordinates %(portal)s from now on."),
        gettext_lazy("new coordinators"),
    ),
    notices.COORDINATOR_LEFT: (
        gettext_noop("A coordinator has left %(portal)s"),
        gettext_noop("%(person)s doesn't coordinate %(portal)s any more."),
        gettext_lazy("coordinators who have left"),
    ),
    notices.ADMINISTRATOR_CAME: (
        gettext_noop("A new national administrator"),
        gettext_noop("%(person)s is a national administrator from now on."),
        gettext_lazy("new national administrators"),
    ),
    notices.ADMINISTRATOR_LEFT: (
        gettext_noop("A national administrator has left"),
        gettext_noop("%(person)s isn't a national administrator any more."),
        gettext_lazy("national administrators who have left"),
    ),
    notices.OTHERS_ROLE_ENDS_SOON: (
        gettext_noop("A role in %(portal)s ends soon"),
        gettext_noop("%(person)s has a role in %(portal)s, and its last day is near."),
        gettext_lazy("other people's roles that end soon"),
    ),
    notices.OTHERS_ROLE_ENDED: (
        gettext_noop("A role in %(portal)s has ended"),
        gettext_noop("The last day of %(person)s in %(portal)s is over."),
        gettext_lazy("other people's roles that have ended"),
    ),
}
_DEPARTURES = (notices.COORDINATOR_LEFT, notices.ADMINISTRATOR_LEFT)


def mail_to_person(subject: str, first: str, mail: Mail) -> MailContent | None:
    role = mail.facts.get("role", "")
    membership = _membership(mail)
    if membership is None and mail.kind != notices.ROLE_REMOVED:
        return None
    closing = {
        notices.ROLE_REMOVED: _("What you have written stays where it is."),
        notices.ROLE_ENDED: _("What you have written stays where it is."),
        notices.ROLE_ENDS_SOON: _("If you go on, ask a coordinator for a new last day."),
    }.get(mail.kind, "")
    names = _names(mail)
    facts = _facts(membership) if membership is not None else [_("Role: %(role)s") % {"role": role_name(role)}]
    return MailContent(
        subject=_(subject) % names,
        paragraphs=(_(first) % names, *facts, *([closing] if closing else [])),
        notes=(_("Is this a mistake? Answer this mail."),),
    )


def mail_to_coordinator(subject: str, first: str, mail: Mail) -> MailContent | None:
    membership = _membership(mail)
    person = _account(mail.facts.get("person"))
    if person is None or (membership is None and mail.kind not in _DEPARTURES):
        return None
    if not may_coordinate(mail.person, mail.portal):
        return None
    names = _names(mail) | {"person": person_name(person)}
    facts = _facts(membership) if membership is not None and mail.kind not in _DEPARTURES else []
    by = _account(mail.facts.get("by"))
    who = [_("Done by: %(by)s") % {"by": person_name(by)}] if by is not None and by.pk != person.pk else []
    return MailContent(
        subject=_(subject) % names,
        paragraphs=(_(first) % names, *facts, *who),
        button=(_("The people of the portal"), address_of_people(mail.portal)),
    )


def address_of_people(portal: Portal) -> str:
    """Return the absolute address of the portal's people in the admin."""
    return admin_address("people_of", portal.slug)


def _facts(membership: PortalMembership) -> list[str]:
    facts = [_("Role: %(role)s") % {"role": role_name(membership.role)}]
    if membership.languages:
        facts.append(_("Languages: %(languages)s") % {"languages": language_names(membership.languages)})
    if membership.ends_on is not None:
        facts.append(_("Last day: %(day)s") % {"day": date_format(membership.ends_on, "DATE_FORMAT")})
    return facts


def _names(mail: Mail) -> dict[str, str]:
    by = _account(mail.facts.get("by"))
    return {"portal": mail.portal.title, "by": person_name(by) or _("The portal")}


def _membership(mail: Mail) -> PortalMembership | None:
    found: PortalMembership | None = PortalMembership.objects.filter(pk=mail.thing_key).first()
    return found


def _account(key: Any) -> Any:
    return get_user_model()._default_manager.filter(pk=key).first() if key is not None else None


def connect() -> None:
    makers: tuple[tuple[Callable[..., MailContent | None], dict[str, tuple[str, str, Any]]], ...] = (
        (mail_to_person, _OWN),
        (mail_to_coordinator, _OF_OTHERS),
    )
    for compose, words in makers:
        for kind, (subject, first, label) in words.items():
            if kinds.get(kind) is None:
                kinds.register(kind, MailKind(partial(compose, subject, first), label=label))
