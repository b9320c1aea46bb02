"""Mails about requests to be let in to an organisation."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.signed_links import signed_link
from editorial.people.access_times import CONFIRM_WITHIN
from editorial.people.actions.access_due import EXPIRED
from editorial.people.actions.answer_access import DECLINED
from editorial.people.actions.ask_for_access import ALREADY_IN, ASKED, CONFIRM, may_be_confirmed
from editorial.people.models import AccessRequest, AccessState
from editorial.people.permissions import is_responsible, may_manage_organisation
from editorial.people.place_names import organisation_title
from regions.local_days import local_day
from regions.models import Portal

#: What the link that confirms an address does (``editorial.mails.signed_links``).
CONFIRM_ACCESS = "confirm-access-request"


def confirmation_key(request: AccessRequest) -> str:
    """Return what the link signs: the request, and when it was made last."""
    return f"{request.pk} {request.asked_at.isoformat(timespec='microseconds')}"


def confirm_mail(mail: Mail) -> MailContent | None:
    request = _request_of(mail)
    if request is None or not may_be_confirmed(request):
        return None
    title = organisation_title(request.organisation_id)
    until = local_day(request.asked_at + CONFIRM_WITHIN)
    return MailContent(
        subject=_("Confirm that you ask to be let in: %(organisation)s") % {"organisation": title},
        paragraphs=(
            _("Somebody, probably you, has asked with this address to be let in to %(organisation)s.")
            % {"organisation": title},
            _("Its people see the request once you have confirmed it."),
        ),
        button=(
            _("Confirm"),
            signed_link(CONFIRM_ACCESS, confirmation_key(request), portal=request.portal, language=_language(request)),
        ),
        notes=(
            _("The link works until %(day)s, once.") % {"day": until},
            _("If you don't know what this is about, do nothing: without you nothing happens."),
        ),
    )


def already_in_mail(mail: Mail) -> MailContent | None:
    title = organisation_title(mail.thing_key)
    if not title:
        return None
    return MailContent(
        subject=_("You are in %(organisation)s already") % {"organisation": title},
        paragraphs=(
            _("Somebody, probably you, has asked with this address to be let in to %(organisation)s.")
            % {"organisation": title},
            _("You are one of its people already. Sign in with this address: a password isn't needed, we mail a code."),
        ),
        button=(_("Open your desk"), portal_address(mail.portal, "desk", mail.language)),
    )


def asked_mail(mail: Mail) -> MailContent | None:
    request = _request_of(mail)
    if request is None or request.state != AccessState.WAITING:
        return None
    if not may_manage_organisation(mail.person, request.organisation):
        return None
    title = organisation_title(request.organisation_id)
    facts = {"name": request.name, "address": request.address, "organisation": title}
    subject = _("%(name)s asks to be let in: %(organisation)s")
    if mail.period:
        subject = _("Waiting for an answer: %(name)s asks to be let in: %(organisation)s")
    return MailContent(
        subject=subject % facts,
        paragraphs=(
            _("%(name)s (%(address)s) asks to be let in to %(organisation)s. The address is confirmed.") % facts,
            _("Let in only people whom you know: they can write in the organisation's name."),
        ),
        quote=request.message,
        button=(_("Answer"), _answering_address(mail, request)),
    )


def declined_mail(mail: Mail) -> MailContent | None:
    request = _request_of(mail)
    if request is None or request.state != AccessState.DECLINED:
        return None
    title = organisation_title(request.organisation_id)
    return MailContent(
        subject=_("You were not let in: %(organisation)s") % {"organisation": title},
        paragraphs=(
            _("The people of %(organisation)s can't let you in now.") % {"organisation": title},
            *([_("They wrote:")] if request.reason else []),
        ),
        quote=request.reason,
        notes=(_("If you think that this is a mistake, answer this mail."),),
    )


def expired_mail(mail: Mail) -> MailContent | None:
    request = _request_of(mail)
    if request is None or request.state != AccessState.EXPIRED:
        return None
    title = organisation_title(request.organisation_id)
    return MailContent(
        subject=_("Nobody has answered: %(organisation)s") % {"organisation": title},
        paragraphs=(
            _("You asked to be let in to %(organisation)s. Nobody has answered in time, and we are sorry for that.")
            % {"organisation": title},
            _("Answer this mail: the people who run the service in your area will look into it."),
        ),
    )


def _request_of(mail: Mail) -> AccessRequest | None:
    rows = AccessRequest.objects.select_related("organisation__home_portal__site", "portal__site")
    request: AccessRequest | None = rows.filter(pk=mail.thing_key).first()
    return request


def _language(request: AccessRequest) -> str:
    """The language in which the person asked, which the page of the link has too."""
    return request.language if request.language in request.portal.languages else request.portal.first_language


def _answering_address(mail: Mail, request: AccessRequest) -> str:
    """The organisation's people at the desk; for coordinators the list of people in the admin."""
    if is_responsible(mail.person, request.organisation):
        address = portal_address(mail.portal, "organisation_people", mail.language, request.organisation_id)
        return f"{address}#requests"
    national: Any = Portal.objects.select_related("site").filter(is_national=True).first()
    try:
        return f"{(national or mail.portal).root_url}{reverse('wagtailadmin_home')}people/"
    except NoReverseMatch:
        return portal_address(mail.portal, "desk", mail.language)


def connect() -> None:
    for name, compose, label in (
        (CONFIRM, confirm_mail, gettext_lazy("links that confirm a request to be let in")),
        (ALREADY_IN, already_in_mail, gettext_lazy("answers to members who ask to be let in")),
        (ASKED, asked_mail, gettext_lazy("requests to be let in")),
        (DECLINED, declined_mail, gettext_lazy("requests to be let in that are turned down")),
        (EXPIRED, expired_mail, gettext_lazy("requests to be let in that nobody answered")),
    ):
        kinds.register(name, MailKind(compose, label=label))
