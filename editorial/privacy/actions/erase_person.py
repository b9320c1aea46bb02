"""Erasing a person (GDPR, article 17): their data goes, their work stays."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, Revision, WorkflowState

from editorial.edit_conflicts.models import PageWrite
from editorial.people.actions.lose_member import LoseMember, organisations_of_accounts
from editorial.privacy import (
    columns,
    contacts,
    derived_texts,
    sent_invitations,
    sent_requests,
    short_lived,
    stored_pages,
)
from editorial.privacy.actions.errors import PrivacyError
from editorial.privacy.column_values import ColumnValues
from editorial.privacy.heirs import Heirs, deleted_person
from editorial.privacy.person import Person, find_person
from editorial.privacy.personal_data import Place, Treatment, decided, decision_on
from editorial.privacy.places_to_look import PlaceToLook, places_to_look
from editorial.privacy.serialised_pages import SerialisedPages
from listings.models import ActivityContact
from regions.models import Portal
from regions.people import DELETED_PERSON_WORDS

logger = logging.getLogger(__name__)

ACTION = "editorial.erase_person"
_ATTEMPTS = 3
_DEADLOCK = "40P01"
#: Instead of an heir's account: the one that stands for everybody who was erased.
DELETED_PERSON = 0
_OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass
class Erased:
    """What was erased, or would be.

    ``rows``: number of rows by model, or by what isn't one. ``passed_on``: (column, heir, rows); an heir is an
    account's id, ``DELETED_PERSON``, or None for nobody.
    ``to_look_at``: content of others that may name the person, and stays.
    """

    person: Person
    rows: dict[str, int] = field(default_factory=dict)
    passed_on: list[tuple[str, int | None, int]] = field(default_factory=list)
    to_look_at: list[PlaceToLook] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.person.account_ids or any(self.rows.values()) or self.passed_on or self.to_look_at)

    def add(self, rows: dict[str, int]) -> None:
        for label, count in rows.items():
            if count:
                self.rows[label] = self.rows.get(label, 0) + count


class ErasePerson:
    """Erases who has an address: account, roles, invitations, mails, sessions, and their name wherever it stands.

    ``in_texts``: also a name or number in what is published, after somebody has looked at ``to_look_at``.
    Raises ``PrivacyError`` with a sentence. Once more changes nothing.
    """

    def __init__(self, address: str, *, by: Any = None, in_texts: bool = False) -> None:
        self.address, self.by, self.in_texts = address.strip(), by, in_texts

    def preview(self) -> Erased:
        """Return what ``execute`` would do: it is done, and taken back."""
        with transaction.atomic():
            erased = self._erase()
            transaction.set_rollback(True)
        return erased

    def execute(self) -> Erased:
        """Erase in one transaction; files and the index follow when it is committed."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    erased = self._erase()
                    self._log(erased)
                return erased
            except OperationalError as error:
                is_deadlock = getattr(error.__cause__, "sqlstate", "") == _DEADLOCK
                if not is_deadlock or attempt == _ATTEMPTS or connection.in_atomic_block:
                    raise
        raise AssertionError("unreachable")

    def _erase(self) -> Erased:
        person = self._locked_person()
        if self.in_texts:
            person = replace(person, is_looked_at=True)
        person = contacts.with_contact_details(person, stored_pages.contacts_in_drafts(person))
        erased, heirs, stand_in = Erased(person), Heirs(person.account_ids), deleted_person()
        values = ColumnValues(person, in_texts=self.in_texts)
        serialised = SerialisedPages(values, stand_in.pk)
        uploads = short_lived.uploads_of(person)
        erased.add({"files": len(uploads) + len(short_lived.mail_files_about(person))})
        # First what ends the person's access, and what needs to know who wrote it.
        erased.add({"sessions.session": short_lived.end_sessions(person)})
        erased.add({"cache": short_lived.forget_in_cache(person)})
        erased.add({"wagtailcore.revision": stored_pages.erase_from_revisions(serialised, person, heirs)})
        erased.add({"wagtail_localize.translationsource": stored_pages.erase_from_sources(serialised, person, heirs)})
        erased.add({ActivityContact._meta.label_lower: contacts.erase_live_contacts(person)})
        erased.add(sent_requests.erase_dialogue(person))
        erased.add(columns.erase_from_columns(values))
        _erase_labels_of_account(person)
        erased.add(columns.delete_rows_of_address(person))
        erased.add(sent_invitations.withdraw_without_heir(person, heirs))
        self._pass_on(erased, heirs, stand_in.pk)
        things = derived_texts.drop_admin_entries(person)
        erased.add({"index": len(things) + derived_texts.queue_documents(person)})
        organisations = organisations_of_accounts(person.account_ids)
        erased.add(_delete_accounts(person))
        for organisation in organisations:
            LoseMember(organisation, None, self.by).execute()
        erased.to_look_at = places_to_look(person)
        for follow in _after_commit(person, uploads, things):
            transaction.on_commit(follow, robust=True)
        return erased

    def _locked_person(self) -> Person:
        """Lock pages, then accounts, as everybody who writes a page does; then look again."""
        person = find_person(self.address)
        self._refuse(person)
        _lock_pages(_pages_about(person))
        users = get_user_model()._default_manager
        # All national administrators, so that two of them can't erase each other at once.
        rows = users.filter(Q(pk__in=person.account_ids) | Q(is_superuser=True)).order_by("pk")
        list(rows.select_for_update().values_list("pk", flat=True))
        person = find_person(self.address)
        self._refuse(person)
        return person

    def _refuse(self, person: Person) -> None:
        if not self.address:
            raise PrivacyError(_("Write the person's e-mail address."))
        if self.by is not None and self.by.pk in person.account_ids:
            raise PrivacyError(_("This is your own account. Ask another national administrator to erase you."))
        admins = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
        keys = set(admins.values_list("pk", flat=True))
        if keys and keys <= set(person.account_ids):
            raise PrivacyError(
                _("This is the last national administrator. Invite another one first: somebody has to let people in.")
            )

    def _pass_on(self, erased: Erased, heirs: Heirs, stand_in: int) -> None:
        person = erased.person
        for label, heir, rows, count in _inheritances(person, heirs, stand_in):
            if count:
                rows(heir)
                erased.passed_on.append((label, DELETED_PERSON if heir == stand_in else heir, count))
        locked = Page.objects.filter(locked_by_id__in=person.account_ids)
        locked.update(locked=False, locked_at=None)

        def target(place: Place) -> int | None:
            return stand_in if place.treatment is Treatment.DELETED_PERSON else None

        for place, count in columns.point_elsewhere(person, target):
            erased.passed_on.append((place.label, None if target(place) is None else DELETED_PERSON, count))
        for account in person.account_ids:
            PageWrite.objects.filter(form_key__startswith=f"{account}:").delete()

    def _log(self, erased: Erased) -> None:
        """Write down that it was done and by whom, without saying who is gone."""
        if erased.is_nothing:
            return
        total = sum(erased.rows.values())
        portal = Portal.objects.filter(is_national=True).first()
        if portal is not None:
            log(portal, ACTION, user=self.by, data={"rows": total})
        logger.info("A person was erased: %d rows", total)


def _pages_about(person: Person) -> set[int]:
    pages = set(Page.objects.filter(_held_by(person)).values_list("pk", flat=True))
    forms = person.by_anything
    keys = stored_pages.revisions_about(person, forms)
    pages |= {int(key) for key in Revision.page_revisions.filter(pk__in=keys).values_list("object_id", flat=True)}
    for row in ActivityContact.objects.values("page_id", "name", "email"):
        if contacts.is_theirs(row, row["page_id"], person):
            pages.add(row["page_id"])
    return pages


def _held_by(person: Person) -> Q:
    return Q(owner_id__in=person.account_ids) | Q(locked_by_id__in=person.account_ids)


def _lock_pages(page_ids: Iterable[int]) -> None:
    list(Page.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=page_ids).order_by("pk").only("pk"))


_Inheritance = tuple[str, int | None, Callable[[int | None], Any], int]


def _inheritances(person: Person, heirs: Heirs, stand_in: int) -> list[_Inheritance]:
    """(column, heir, what gives the rows to the heir, number of rows) of what passes on."""
    found: list[_Inheritance] = []

    def add(label: str, rows: Any, heir: int | None) -> None:
        name = label.rpartition(".")[2]
        found.append((label, heir, lambda to: rows.update(**{name: to}), rows.count()))

    owned = Page.objects.filter(owner_id__in=person.account_ids)
    for heir, keys in _grouped(heirs.of_pages(owned.values_list("pk", flat=True))).items():
        add("wagtailcore.page.owner", Page.objects.filter(pk__in=keys), heir)
    states = WorkflowState.objects.filter(requested_by_id__in=person.account_ids)
    waiting = {state: int(page) for state, page in states.filter(status__in=_OPEN).values_list("pk", "object_id")}
    of_pages = heirs.of_pages(waiting.values())
    for heir, keys in _grouped({state: of_pages.get(page) for state, page in waiting.items()}).items():
        add("wagtailcore.workflowstate.requested_by", WorkflowState.objects.filter(pk__in=keys), heir or stand_in)
    add("wagtailcore.workflowstate.requested_by", states.exclude(pk__in=waiting), stand_in)
    for heir, rows in sent_invitations.open_invitations_of(person, heirs).items():
        add("editorial.invitation.invited_by", rows, heir)
    for place in decided(Treatment.PASS_ON):
        if place.name == "uploaded_by_user":
            rows = place.model._base_manager.filter(uploaded_by_user_id__in=person.account_ids)
            add(place.label, rows, heirs.of_files())
    return found


def _grouped(heirs: dict[int, int | None]) -> dict[int | None, list[int]]:
    groups: dict[int | None, list[int]] = {}
    for key, heir in heirs.items():
        groups.setdefault(heir, []).append(key)
    return groups


def _erase_labels_of_account(person: Person) -> None:
    """The log about an account says its name, however short."""
    accounts = ContentType.objects.get_for_model(get_user_model())
    about = ModelLogEntry.objects.filter(content_type=accounts, object_id__in=[str(key) for key in person.account_ids])
    about.update(label=DELETED_PERSON_WORDS, data={})


def _delete_accounts(person: Person) -> dict[str, int]:
    """Delete the accounts with what is only theirs; refuse where the database would take others' rows along."""
    users = get_user_model()._default_manager.filter(pk__in=person.account_ids)
    collector = Collector(using=users.db, origin=users)
    collector.collect(users)
    others = {type_ for type_ in collector.data if not _may_go(type_)}
    others |= {rows.model for rows in collector.fast_deletes if not _may_go(rows.model) and rows.exists()}
    if others:
        raise PrivacyError(
            _("Nobody has decided what happens to these rows of the person: %(tables)s. Nothing was erased.")
            % {"tables": ", ".join(sorted(model._meta.label for model in others))}
        )
    _total, deleted = users.delete()
    return {label.lower(): count for label, count in deleted.items()}


def _may_go(model: Any) -> bool:
    """Whether rows of a model may go with an account: those that were decided on, and what belongs to these."""
    keys = [key for key in model._meta.local_fields if key.is_relation and key.related_model is get_user_model()]
    decisions = [decision_on(key) for key in keys]
    return all(place is not None and place.treatment is Treatment.DELETE for place in decisions)


def _after_commit(person: Person, uploads: list[tuple[Any, str]], things: list[Any]) -> list[Callable[[], None]]:
    return [
        partial(short_lived.delete_uploads, uploads),
        lambda: short_lived.delete_files(short_lived.mail_files_about(person)),
        partial(derived_texts.make_anew, things),
    ]
