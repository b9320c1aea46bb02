"""The mail with a coordinator's remark about an activity."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import admin_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.mails.queueing import queue_mail
from editorial.moving.moved_records import home_of, source_page, stored
from listings.models import Listing
from regions.people import person_name
from regions.portal_staff import coordinators_or_administrators

REMARK = "remark"


def mail_remark(listing: Listing, user: Any, text: str) -> None:
    """Queue the remark to the coordinators of the activity's portal; the same text again on a day is one mail."""
    portal = home_of(listing)
    day = timezone.localdate().isoformat()
    period = hashlib.sha256(f"{user.pk} {day} {text}".encode()).hexdigest()[:40]
    facts = {"text": text, "person": person_name(user), "address": user.email}
    for person in coordinators_or_administrators(portal, without=user):
        queue_mail(REMARK, portal=portal, person=person, thing=listing, period=period, facts=facts)


def remark_mail(mail: Mail) -> MailContent | None:
    listing = stored(Listing(pk=mail.thing_key))
    page = source_page(listing) if listing is not None else None
    if page is None or mail.person not in coordinators_or_administrators(mail.portal):
        return None
    names = {"title": str(listing), "person": mail.facts["person"], "address": mail.facts["address"]}
    return MailContent(
        subject=_("Remark about “%(title)s”") % names,
        paragraphs=(_("%(person)s, who coordinates another portal, writes about “%(title)s”:") % names,),
        quote=mail.facts["text"],
        button=(_("Open the activity"), admin_address("wagtailadmin_pages:edit", page.pk)),
        notes=(_("You can answer by writing to %(address)s.") % names,),
    )


def connect() -> None:
    kinds.register(REMARK, MailKind(remark_mail, label=gettext_lazy("remarks of other portals' coordinators")))
