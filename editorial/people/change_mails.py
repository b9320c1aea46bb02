"""The mail about a change of an organisation's people."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mails.mail_addresses import portal_address
from editorial.mails.mail_kinds import MailContent, MailKind, kinds
from editorial.mails.models import Mail
from editorial.people.actions.member_action import PEOPLE_CHANGED
from editorial.people.change_words import said_of
from editorial.people.place_names import organisation_title
from listings.models import Organisation


def people_changed_mail(mail: Mail) -> MailContent | None:
    entry = entry_of(mail.thing)
    organisation = organisation_of(entry)
    if entry is None or organisation is None:
        return None
    title = organisation_title(organisation.pk)
    sentence = said_of(entry, title, reader=mail.person, portal=mail.portal.title)
    when = date_format(timezone.localtime(entry.timestamp), "DATETIME_FORMAT")
    return MailContent(
        subject=_("The people of %(organisation)s have changed") % {"organisation": title},
        paragraphs=(sentence, _("Time: %(time)s.") % {"time": when}),
        button=_button(mail, entry, organisation),
        notes=(
            _(
                "Everybody of the organisation gets this mail. If something is wrong, write to the others, or answer"
                " this mail: it goes to the people who run the service in your area."
            ),
        ),
    )


def entry_of(thing: str) -> Any:
    """Return the entry of the log that a mail is about, or None."""
    label, _colon, key = thing.partition(":")
    return apps.get_model(label).objects.select_related("user").filter(pk=key).first()


def organisation_of(entry: Any) -> Organisation | None:
    """Return the organisation whose people an entry of the log is about; None where one of the two has gone."""
    key = (entry.data or {}).get("organisation") if entry is not None else None
    organisation: Organisation | None = Organisation.objects.filter(pk=key).first() if key else None
    return organisation


def _button(mail: Mail, entry: Any, organisation: Organisation) -> tuple[str, str] | None:
    """To the people of the organisation; for a new one to the desk, and nothing for one who has gone."""
    if not organisation.memberships.filter(user=mail.person).exists():
        return None
    if (entry.data or {}).get("person") == mail.person_id:
        return _("Open your desk"), portal_address(mail.portal, "desk", mail.language)
    address = portal_address(mail.portal, "organisation_people", mail.language, organisation.pk)
    return _("See the organisation's people"), address


def connect() -> None:
    kinds.register(
        PEOPLE_CHANGED, MailKind(people_changed_mail, label=gettext_lazy("changes among an organisation's people"))
    )
