"""Mails about trust: that it has changed, and that a published text was taken back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry

from editorial.mails.mail_addresses import portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.review.review_mails import edit_address
from editorial.trust.actions.take_back_version import TAKEN_BACK
from editorial.trust.actions.trust_action import TRUST_CHANGED
from editorial.trust.models import Publication
from editorial.trust.trust_words import trust_sentence
from listings.models import Organisation
from regions.people import person_name


def trust_changed_mail(mail: Mail) -> MailContent | None:
    entry = PageLogEntry.objects.select_related("user").filter(pk=mail.thing_key).first()
    key = (entry.data or {}).get("organisation") if entry is not None else None
    organisation = Organisation.objects.titled().filter(pk=key).first() if key else None
    sentence = trust_sentence(entry, str(organisation)) if organisation is not None else ""
    if entry is None or organisation is None or not sentence:
        return None
    when = date_format(timezone.localtime(entry.timestamp), "DATETIME_FORMAT")
    return MailContent(
        subject=_("How %(organisation)s’s texts are reviewed has changed") % {"organisation": str(organisation)},
        paragraphs=(sentence, _("Time: %(time)s.") % {"time": when}),
        button=(
            _("Open the organisation"),
            portal_address(mail.portal, "own_organisation", mail.language, organisation.pk),
        ),
        notes=(_("Everybody of the organisation gets this mail."),),
    )


def taken_back_mail(mail: Mail) -> MailContent | None:
    publication = Publication.objects.select_related("page").filter(pk=mail.thing_key).first()
    page = publication.page.specific if publication is not None else None
    if publication is None or page is None or not page.permissions_for_user(mail.person).can_edit():
        return None
    by = get_user_model()._default_manager.filter(pk=mail.facts.get("by") or 0).first()
    comment = str(mail.facts.get("comment", ""))
    is_off = publication.revision_id is None
    return MailContent(
        subject=_("Taken back: %(title)s") % {"title": page.draft_title or page.title},
        paragraphs=(
            _("%(person)s has taken your published text back.") % {"person": _name(by)},
            _("Visitors don't see it any more.") if is_off else _("Visitors read the version before it again."),
            *((_("They write:"),) if comment else ()),
        ),
        quote=comment,
        button=(_("Open your text"), edit_address(page, mail)),
        notes=(_("Your text isn't lost: it is your draft. Change what is needed, and send it. It is reviewed then."),),
    )


def _name(person: Any) -> str:
    return person_name(person) or _("A coordinator")


def connect() -> None:
    kinds.register(TRUST_CHANGED, MailKind(trust_changed_mail, label=gettext_lazy("changes of how texts are reviewed")))
    kinds.register(TAKEN_BACK, MailKind(taken_back_mail, label=gettext_lazy("published texts that are taken back")))
