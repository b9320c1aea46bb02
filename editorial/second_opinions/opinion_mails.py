"""Mails about second opinions: to the translator who is asked, and to the reviewer when it is given."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import admin_address, portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.second_opinions.actions.ask_opinion import ASKED
from editorial.second_opinions.actions.give_opinion import GIVEN
from editorial.second_opinions.asked_opinions import asked_opinion
from editorial.second_opinions.models import SecondOpinion
from regions.languages import own_name
from regions.people import person_name
from regions.permissions import may_coordinate


def asked_mail(mail: Mail) -> MailContent | None:
    asked = asked_opinion(mail.person, int(mail.thing_key))
    if asked is None or not asked.is_open:
        return None
    names = {"person": asked.asker or _("A coordinator"), "title": asked.version.title}
    question = asked.opinion.question
    return MailContent(
        subject=_("Does this read well? %(title)s") % names,
        paragraphs=(
            _("%(person)s asks what you think of somebody else's translation.") % names,
            _("Language: %(name)s") % {"name": own_name(asked.version.language)},
            *((_("They write:"),) if question else ()),
        ),
        quote=question,
        button=(_("Read it"), portal_address(mail.portal, "second_opinion", mail.language, asked.opinion.pk)),
        notes=(_("You don't decide about it: the reviewer does, and is glad of your help."),),
    )


def given_mail(mail: Mail) -> MailContent | None:
    rows = SecondOpinion.objects.select_related("translator", "state__workflow_state")
    opinion = rows.filter(pk=mail.thing_key).first()
    if opinion is None or not opinion.is_answered or not may_coordinate(mail.person, mail.portal):
        return None
    page = opinion.state.workflow_state.content_object
    names = {"person": person_name(opinion.translator), "title": page.draft_title if page is not None else ""}
    return MailContent(
        subject=_("A second opinion: %(title)s") % names,
        paragraphs=(
            _("%(person)s has said what they think of the translation.") % names,
            _("Opinion: %(opinion)s") % {"opinion": opinion.get_verdict_display()},
            *((_("They write:"),) if opinion.words else ()),
        ),
        quote=opinion.words,
        button=(_("Read and answer"), admin_address("review_screen", opinion.state_id)),
    )


def connect() -> None:
    kinds.register(ASKED, MailKind(asked_mail, False, gettext_lazy("questions about other people's translations")))
    kinds.register(GIVEN, MailKind(given_mail, label=gettext_lazy("second opinions on translations")))
