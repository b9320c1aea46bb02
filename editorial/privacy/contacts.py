"""Contact persons of activities: which of them is the person, and what is only theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from editorial.privacy.person import Person
from editorial.privacy.written_forms import same_phone
from listings.models import ActivityContact, OrganisationPage
from regions.models import Portal

#: The fields of a contact, as rows and as revisions have them.
_NAME, _EMAIL, _PHONE = "name", "email", "phone"
_OF_A_PERSON = ("consent_on", "keep_until")

#: A contact's fields, and the page on which it stands.
Contact = tuple[Mapping[str, Any], int]


def is_theirs(contact: Mapping[str, Any], page_id: int, person: Person) -> bool:
    """Whether a contact is the person: by address, or by name on a page of theirs or of their organisation."""
    if str(contact.get(_EMAIL) or "").lower() in person.addresses:
        return True
    return (person.is_looked_at or page_id in person.own_pages) and person.by_name.are_in(contact.get(_NAME) or "")


def with_contact_details(person: Person, drafts: Iterable[Contact]) -> Person:
    """Return the person with the addresses and numbers that only their own contacts have, live or in drafts."""
    live = [(row, row["page_id"]) for row in ActivityContact.objects.values("page_id", _NAME, _EMAIL, _PHONE)]
    theirs: list[Mapping[str, Any]] = []
    of_others: list[Mapping[str, Any]] = []
    for contact, page_id in [*live, *drafts]:
        (theirs if is_theirs(contact, page_id, person) else of_others).append(contact)
    if not theirs:
        return person
    shared_addresses, shared_phones = _of_organisations()
    shared_addresses |= {str(contact.get(_EMAIL) or "").lower() for contact in of_others}
    shared_phones |= {str(contact.get(_PHONE) or "") for contact in of_others}
    addresses = {str(contact.get(_EMAIL) or "").lower() for contact in theirs} - shared_addresses - {""}
    phones = {str(contact.get(_PHONE) or "") for contact in theirs} - {""}
    return person.also(
        addresses=addresses,
        phones={phone for phone in phones if not any(same_phone(phone, other) for other in shared_phones)},
    )


def _of_organisations() -> tuple[set[str], set[str]]:
    rows = [*OrganisationPage.objects.values_list("email", "phone")]
    rows += Portal.objects.values_list("contact_email", "contact_phone")
    return {str(email or "").lower() for email, _phone in rows}, {str(phone or "") for _email, phone in rows}


def without_person(contact: Mapping[str, Any], person: Person) -> dict[str, Any] | None:
    """Return a contact that is theirs without them; None where nothing remains by which to reach anybody."""
    rest = dict(contact) | {_NAME: ""} | {name: None for name in _OF_A_PERSON if name in contact}
    if str(rest.get(_EMAIL) or "").lower() in person.addresses:
        rest[_EMAIL] = ""
    if any(same_phone(str(rest.get(_PHONE) or ""), phone) for phone in person.phones):
        rest[_PHONE] = ""
    return rest if rest.get(_EMAIL) or rest.get(_PHONE) else None


def contacts_without(
    contacts: Iterable[Mapping[str, Any]], page_id: int, person: Person, other: Callable[[Any], Any]
) -> list[Any]:
    """Return a page's serialised contacts without the person; ``other`` treats those that aren't theirs."""
    kept = []
    for contact in contacts:
        rest = without_person(contact, person) if is_theirs(contact, page_id, person) else other(contact)
        if rest is not None:
            kept.append(rest)
    return kept


def erase_live_contacts(person: Person) -> int:
    """Take the person out of the contacts of pages; return in how many they were."""
    count = 0
    names = ("pk", "page_id", _NAME, _EMAIL, _PHONE, *_OF_A_PERSON)
    for row in ActivityContact.objects.values(*names):
        if not is_theirs(row, row["page_id"], person):
            continue
        count += 1
        rest = without_person(row, person)
        rows = ActivityContact.objects.filter(pk=row["pk"])
        if rest is None:
            rows.delete()
        else:
            rows.update(**{name: rest[name] for name in (_NAME, _EMAIL, _PHONE, *_OF_A_PERSON)})
    return count
