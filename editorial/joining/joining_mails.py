"""Mails about requests to join: to the person who asks, and to the coordinators who answer."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.joining.models import JoinMessage, JoinRequest, JoinStatus, MessageKind
from editorial.joining.permissions import may_answer_request
from editorial.mails.mail_addresses import admin_address, portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.queueing import queue_mail
from editorial.mails.signed_links import signed_link
from regions.local_days import local_day
from regions.portal_staff import coordinators_or_administrators

#: Kinds of mails.
CONFIRM = "join-request-confirm"
RECEIVED = "join-request-received"
QUESTION = "join-request-question"
DECLINED = "join-request-declined"
PASSED_ON = "join-request-passed-on"
APPROVED = "join-request-approved"
WAITS = "join-request-waits"

#: What links do (``editorial.mails.signed_links``).
CONFIRM_LINK = "confirm-join-request"
STATE_LINK = "join-request"

#: Coordinators who are told of one request, at most.
_MOST_COORDINATORS = 20


def link_key(join_request: JoinRequest) -> str:
    """Return what a link signs: the request, and what stands for the address that the mail goes to."""
    return f"{join_request.pk} {join_request.address_key}"


def state_link(join_request: JoinRequest, language: str) -> str:
    return _link(STATE_LINK, join_request, language)


def _link(action: str, join_request: JoinRequest, language: str) -> str:
    portal = join_request.portal
    return signed_link(action, link_key(join_request), portal=portal, language=language)


def mail_person(kind: str, join_request: JoinRequest, period: str) -> None:
    """Queue a mail to the address of a request; ``period`` tells mails of the same kind apart.

    Nothing is queued where the address has been deleted.
    """
    if not join_request.person_email:
        return
    queue_mail(
        kind,
        portal=join_request.portal,
        address=join_request.person_email,
        thing=join_request,
        period=period,
        language=join_request.person_language,
    )


def mail_coordinators(join_request: JoinRequest) -> None:
    """Tell the portal's coordinators that a request waits; national administrators where it has none."""
    for coordinator in coordinators_or_administrators(join_request.portal)[:_MOST_COORDINATORS]:
        queue_mail(
            WAITS,
            portal=join_request.portal,
            person=coordinator,
            thing=join_request,
            period=join_request.changed_at.isoformat(timespec="microseconds"),
        )


def _request_of(mail: Mail) -> JoinRequest | None:
    found: JoinRequest | None = (
        JoinRequest.objects.select_related("portal__site", "organisation").filter(pk=mail.thing_key).first()
    )
    return found


def _last(join_request: JoinRequest, kind: MessageKind) -> JoinMessage | None:
    return JoinMessage.objects.filter(request=join_request, kind=kind).last()


def confirm_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or join_request.status != JoinStatus.UNCONFIRMED:
        return None
    if join_request.person_email != mail.address or join_request.confirm_until is None:
        return None
    until = local_day(join_request.confirm_until)
    return MailContent(
        subject=_("Confirm your request to join %(portal)s") % {"portal": join_request.portal.title},
        paragraphs=(
            # Nothing that was typed: until the address is confirmed, a stranger may have typed it.
            _("Somebody gave this address to register an organisation in %(portal)s.")
            % {"portal": join_request.portal.title},
            _("Was it you? Open the link and confirm. Only then does the coordinator see your request."),
        ),
        button=(
            _("Look at the request and confirm it"),
            _link(CONFIRM_LINK, join_request, mail.language),
        ),
        notes=(
            _("The link works until %(day)s.") % {"day": until},
            _("If you don't know what this is about, do nothing: the request is then deleted."),
        ),
    )


def received_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or not join_request.is_open:
        return None
    return MailContent(
        subject=_("Your request has arrived: %(organisation)s") % {"organisation": join_request.name},
        paragraphs=(
            _("Thank you. The coordinator of %(portal)s reads your request, usually within a week.")
            % {"portal": join_request.portal.title},
            _("You get a mail when it is approved, or when something has to be asked."),
        ),
        button=(_("See how far it is"), state_link(join_request, mail.language)),
    )


def question_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or join_request.status != JoinStatus.ASKED:
        return None
    question = _last(join_request, MessageKind.QUESTION)
    return MailContent(
        subject=_("A question about your request: %(organisation)s") % {"organisation": join_request.name},
        paragraphs=(_("The coordinator of %(portal)s asks:") % {"portal": join_request.portal.title},),
        quote=question.text if question else "",
        button=(_("Answer"), state_link(join_request, mail.language)),
        notes=(_("Everything that you wrote is there. Change what has to be changed, and send it again."),),
    )


def declined_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or join_request.status != JoinStatus.DECLINED:
        return None
    reason = _last(join_request, MessageKind.REASON)
    return MailContent(
        subject=_("Your request was declined: %(organisation)s") % {"organisation": join_request.name},
        paragraphs=(
            _("The coordinator of %(portal)s has read your request and declined it. The reason:")
            % {"portal": join_request.portal.title},
        ),
        quote=reason.text if reason else "",
        notes=(_("If you think that something was misunderstood, answer this mail."),),
    )


def passed_on_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or not join_request.is_open:
        return None
    return MailContent(
        subject=_("Your request is now at %(portal)s") % {"portal": join_request.portal.title},
        paragraphs=(
            _("Your request to register %(organisation)s belongs to %(portal)s. Its coordinator reads it now.")
            % {"organisation": join_request.name, "portal": join_request.portal.title},
            _("You needn't do anything."),
        ),
        button=(_("See how far it is"), state_link(join_request, mail.language)),
    )


def approved_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or join_request.organisation is None:
        return None
    return MailContent(
        subject=_("Welcome: %(organisation)s is in %(portal)s")
        % {"organisation": join_request.name, "portal": join_request.portal.title},
        paragraphs=(
            _("Your request was approved. %(organisation)s can be found in %(portal)s now.")
            % {"organisation": join_request.name, "portal": join_request.portal.title},
            _("You are its responsible person: you announce its activities and invite your colleagues, at your desk."),
            _("Sign in with this e-mail address and the code that we send you. You need no password."),
        ),
        button=(_("Sign in to your desk"), sign_in_address(join_request, mail.language)),
    )


def waits_mail(mail: Mail) -> MailContent | None:
    join_request = _request_of(mail)
    if join_request is None or join_request.status != JoinStatus.WAITING:
        return None
    if not may_answer_request(mail.person, join_request):
        return None
    return MailContent(
        subject=_("%(organisation)s wants to join %(portal)s")
        % {"organisation": join_request.name, "portal": join_request.portal.title},
        paragraphs=(_("A request of an organisation waits for your answer."),),
        button=(_("Read the request"), admin_address("editorial_join_request", join_request.pk)),
    )


def sign_in_address(join_request: JoinRequest, language: str) -> str:
    """Return the address of the sign-in on the request's portal, which leads to the desk."""
    portal = join_request.portal
    next_path = urlsplit(portal_address(portal, "desk", language)).path
    return f"{portal_address(portal, 'account_login', language)}?{urlencode({'next': next_path})}"


def connect() -> None:
    for name, compose, label in (
        (CONFIRM, confirm_mail, gettext_lazy("links that confirm a request to join")),
        (RECEIVED, received_mail, gettext_lazy("requests to join that have arrived")),
        (QUESTION, question_mail, gettext_lazy("questions about a request to join")),
        (DECLINED, declined_mail, gettext_lazy("requests to join that are declined")),
        (PASSED_ON, passed_on_mail, gettext_lazy("requests to join that are passed on")),
        (APPROVED, approved_mail, gettext_lazy("requests to join that are approved")),
    ):
        kinds.register(name, MailKind(compose, label=label))
    kinds.register(WAITS, MailKind(waits_mail, is_needed=False, label=gettext_lazy("requests to join that wait")))
