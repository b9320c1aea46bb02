"""The mail to the people of an organisation that an activity names as its co-organiser."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import page_language, portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from listings.addresses import activity_path
from listings.co_organisers import is_named
from listings.models import CoOrganising, Listing, Organisation
from listings.permissions import may_edit_for
from regions.models import Portal
from regions.permissions import coordinates

NAMED = "co-organiser-named"


def named_mail(mail: Mail) -> MailContent | None:
    listing, organisation = _pair(mail)
    if listing is None or organisation is None or not may_edit_for(mail.person, organisation.pk):
        return None
    names = {
        "organisation": _title(organisation),
        "activity": _title(listing),
        "organiser": _title(listing.organisation),
    }
    with translation.override(page_language(mail.portal, mail.language)):
        page = f"{listing.home_portal.root_url}{_path(listing)}"
    return MailContent(
        subject=_("%(organiser)s names you: %(activity)s") % names,
        paragraphs=(
            _("%(organiser)s has announced “%(activity)s” and says that %(organisation)s organises it, too.") % names,
            _("Everybody can read it: %(address)s") % {"address": page},
            _("If that is right, do nothing. If it isn't, take your organisation off: it is gone at once."),
        ),
        button=(
            _("Look at it"),
            portal_address(_host(mail), "co_organising", mail.language, organisation.pk, listing.pk),
        ),
    )


def _pair(mail: Mail) -> tuple[Listing | None, Organisation | None]:
    """The activity and the organisation that it names; (None, None) where it no longer does, or isn't public."""
    public = Listing.objects.public_apart_from_time()
    listing = public.with_portal().filter(pk=mail.thing_key).first()
    organisation = Organisation.objects.with_portal().filter(pk=mail.facts.get("organisation")).first()
    if listing is None or organisation is None or not is_named(listing, organisation):
        return None, None
    taken_off = CoOrganising.objects.taken_off().filter(listing=listing, organisation=organisation)
    return (None, None) if taken_off.exists() else (listing, organisation)


def _host(mail: Mail) -> Portal:
    """The portal on whose host the person signs in: the national one for staff."""
    national = Portal.objects.national() if coordinates(mail.person) else None
    return national or mail.portal


def _title(record: Any) -> str:
    return str(type(record).objects.titled().get(pk=record.pk))


def _path(listing: Listing) -> str:
    portal = listing.home_portal
    language = translation.get_language() or ""
    return activity_path(language if language in portal.languages else portal.first_language, listing.pk)


def connect() -> None:
    label = gettext_lazy("activities that name your organisation")
    kinds.register(NAMED, MailKind(named_mail, False, label))
