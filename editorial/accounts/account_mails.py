"""Mails about an account itself: codes, links, and word of what has changed."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from editorial.mails.mail_addresses import portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.queueing import queue_mail
from editorial.mails.signed_links import signed_link
from editorial.mails.tasks import deliver_mail
from regions.models import Portal

SIGN_IN_CODE = "sign-in-code"
PASSWORD_RESET = "password-reset"  # noqa: S105  (the name of a kind of mail)
PASSWORD_CHANGED = "password-changed"  # noqa: S105
ADDRESS_CHANGE = "address-change"
ADDRESS_ASKED = "address-asked"
ADDRESS_CHANGED = "address-changed"

#: What the link in the mail to the old address does (``editorial.mails.signed_links``). Its key is the mail's row.
TAKE_BACK = "take-address-back"

#: A code works for 20 minutes: one that comes later than this leaves too little time to type it.
CODE_IS_MAILED_WITHIN = datetime.timedelta(minutes=15)


def queue(kind: str, portal: Portal, **values: Any) -> Mail | None:
    """Queue a mail in the language of the page. It is never the same as an earlier one: somebody asked anew."""
    return queue_mail(kind, portal=portal, period=secrets.token_hex(8), language=get_language() or "", **values)


def pretend_to_queue(kind: str, portal: Portal, address: str) -> None:
    """Do the work of queueing a mail and keep nothing, so that an address without an account takes as long."""
    with transaction.atomic():
        mail = queue(kind, portal, address=address, secrets={"code": "0" * 8})
        if mail is not None:
            deliver_mail.enqueue(mail.pk)
        transaction.set_rollback(True)


def sign_in_code_mail(mail: Mail) -> MailContent | None:
    code = str(mail.secrets.get("code", ""))
    if not code:
        return None
    return MailContent(
        subject=_("Your code for %(portal)s") % {"portal": mail.portal.title},
        paragraphs=(_("Type this code on the page where you asked for it."),),
        code=spaced(code),
        notes=(
            _("The code works for 20 minutes. Don't give it to anybody: we never ask for it."),
            _("If you didn't ask for a code, do nothing: nobody gets in without it."),
        ),
    )


def password_reset_mail(mail: Mail) -> MailContent | None:
    if not {"uid", "key"} <= set(mail.secrets):
        return None
    address = portal_address(
        mail.portal, "account_reset_password_from_key", mail.language, mail.secrets["uid"], mail.secrets["key"]
    )
    return MailContent(
        subject=_("A new password for %(portal)s") % {"portal": mail.portal.title},
        paragraphs=(_("Choose a new password by this link."),),
        button=(_("Choose a new password"), address),
        notes=(
            _("The link works for three days, once."),
            _("If you didn't ask for this, do nothing: your password stays as it is."),
        ),
    )


def password_changed_mail(mail: Mail) -> MailContent | None:
    return MailContent(
        subject=_("Your password was changed"),
        paragraphs=(
            _("The password of your account at %(portal)s was changed. You have been signed out on other devices.")
            % {"portal": mail.portal.title},
        ),
        button=(_("Choose a new password"), portal_address(mail.portal, "account_reset_password", mail.language)),
        notes=(_("If it wasn't you, choose a new password at once."),),
    )


def address_change_mail(mail: Mail) -> MailContent | None:
    row = EmailAddress.objects.filter(pk=mail.thing_key, verified=False).first()
    if row is None:
        return None
    address = portal_address(mail.portal, "account_confirm_email", mail.language, EmailConfirmationHMAC(row).key)
    return MailContent(
        subject=_("Confirm your new address"),
        paragraphs=(
            _("Somebody, most likely you, wants to sign in to %(portal)s with this address from now on.")
            % {"portal": mail.portal.title},
        ),
        button=(_("Confirm the address"), address),
        notes=(
            _("The link works for three days, once."),
            _("If you don't know what this is about, do nothing: without you nothing happens."),
        ),
    )


def address_asked_mail(mail: Mail) -> MailContent | None:
    link = signed_link(TAKE_BACK, str(mail.pk), portal=mail.portal, language=mail.language)
    return MailContent(
        subject=_("Somebody wants to change your address"),
        paragraphs=(
            _("Somebody, most likely you, wants to sign in to your account at %(portal)s with another e-mail address.")
            % {"portal": mail.portal.title},
            _("If it was you, do nothing. If not, take the account back by this link."),
        ),
        button=(_("This wasn't me"), link),
        notes=(_("The link works for 14 days. It signs everybody out and deletes the password."),),
    )


def address_changed_mail(mail: Mail) -> MailContent | None:
    return MailContent(
        subject=_("Your address was changed"),
        paragraphs=(
            _("Your account at %(portal)s now has another e-mail address. This one no longer signs in.")
            % {"portal": mail.portal.title},
        ),
        notes=(_("If it wasn't you, answer this mail at once."),),
    )


def spaced(code: str) -> str:
    """Return a code in two halves, which is easier to read and type."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def connect() -> None:
    kinds.register(
        SIGN_IN_CODE,
        MailKind(sign_in_code_mail, label=gettext_lazy("codes to sign in"), secrets_last=CODE_IS_MAILED_WITHIN),
    )
    for name, compose, label in (
        (PASSWORD_RESET, password_reset_mail, gettext_lazy("links to a new password")),
        (PASSWORD_CHANGED, password_changed_mail, gettext_lazy("news of a changed password")),
        (ADDRESS_CHANGE, address_change_mail, gettext_lazy("links that confirm a new address")),
        (ADDRESS_ASKED, address_asked_mail, gettext_lazy("news of an address that somebody wants")),
        (ADDRESS_CHANGED, address_changed_mail, gettext_lazy("news of a changed address")),
    ):
        kinds.register(name, MailKind(compose, label=label))
