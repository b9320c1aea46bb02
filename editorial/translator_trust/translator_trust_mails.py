"""The mail to a translator of whom a portal has said how far it trusts them."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.people.role_names import language_names
from editorial.translator_trust.actions.grant_translator_trust import TRANSLATOR_TRUST_CHANGED
from regions.models import PortalMembership
from regions.people import person_name


def translator_trust_mail(mail: Mail) -> MailContent | None:
    if not PortalMembership.objects.filter(pk=mail.thing_key).exists():
        return None
    by = get_user_model()._default_manager.filter(pk=mail.facts.get("by") or 0).first()
    names = {"portal": mail.portal.title, "by": person_name(by) or _("A coordinator")}
    codes = mail.facts.get("languages") or []
    if codes:
        words = _("%(by)s trusts you: what you translate into these languages is public as soon as you send it.")
        paragraphs = [words % names, _("Languages: %(languages)s") % {"languages": language_names(codes)}]
    else:
        paragraphs = [_("%(by)s has changed it: what you translate is reviewed again before it is public.") % names]
    return MailContent(
        subject=_("How your translations in %(portal)s are reviewed has changed") % names,
        paragraphs=tuple(paragraphs),
        button=(_("Open the list"), portal_address(mail.portal, "translations", mail.language)),
    )


def connect() -> None:
    label = gettext_lazy("changes of how translations are reviewed")
    kinds.register(TRANSLATOR_TRUST_CHANGED, MailKind(translator_trust_mail, label=label))
