"""Who an address is: accounts, addresses and names by which somebody is found in the database."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page, Revision

from editorial.privacy.written_forms import WrittenForms
from listings.models import OrganisationMembership, OrganisationPage
from regions.models import PortalMembership
from regions.people import DELETED_PERSON_NAME

#: A first or last name that is shorter is no name alone.
_SHORTEST_PART = 3


@dataclass(frozen=True)
class Person:
    """Somebody with an address, with or without accounts. Addresses are in lower case."""

    address: str
    account_ids: tuple[int, ...]
    addresses: frozenset[str]
    #: (first name, last name) of accounts that have both.
    names: frozenset[tuple[str, ...]] = field(default=frozenset())
    #: First and last names alone; they count only in what the person wrote themselves.
    parts: frozenset[str] = field(default=frozenset())
    phones: frozenset[str] = field(default=frozenset())
    own_pages: frozenset[int] = field(default=frozenset())
    #: Of these, the pages that they own, or have written a version of.
    written_pages: frozenset[int] = field(default=frozenset())
    own_portals: frozenset[int] = field(default=frozenset())
    #: Somebody has looked at the places that name the person: in all of them it is this person.
    is_looked_at: bool = False

    def also(self, *, addresses: set[str], phones: set[str]) -> Person:
        """Return the person with what their contact details say."""
        return replace(self, addresses=self.addresses | addresses, phones=self.phones | phones)

    @cached_property
    def by_address(self) -> WrittenForms:
        return WrittenForms(addresses=self.addresses)

    @cached_property
    def by_name(self) -> WrittenForms:
        return WrittenForms(names=self.names)

    @cached_property
    def by_anything(self) -> WrittenForms:
        return WrittenForms(addresses=self.addresses, names=self.names, phones=self.phones)

    @cached_property
    def by_any_part(self) -> WrittenForms:
        """Also by a first or last name alone, as under a comment of their own."""
        parts = {(part,) for part in self.parts}
        return WrittenForms(addresses=self.addresses, names=self.names | parts, phones=self.phones)


def find_person(address: str) -> Person:
    """Return who has this address, whatever its case. Nothing is written."""
    accounts = list(_accounts(address.strip()))
    ids = tuple(account.pk for account in accounts)
    texts = {address.strip(), *(one.email or one.get_username() for one in accounts)}
    texts |= set(_confirmed_addresses(ids))
    written = _written_pages(ids)
    names = {(one.first_name.strip(), one.last_name.strip()) for one in accounts}
    return Person(
        address=address.strip().lower(),
        account_ids=ids,
        addresses=frozenset(text.lower() for text in texts if "@" in text),
        names=frozenset(name for name in (_whole(name) for name in names) if name),
        parts=frozenset(part for name in names for part in name if len(part) >= _SHORTEST_PART),
        own_pages=written | _pages_of_organisations(ids),
        written_pages=written,
        own_portals=frozenset(PortalMembership.objects.filter(user_id__in=ids).values_list("portal_id", flat=True)),
    )


def _whole(name: tuple[str, str]) -> tuple[str, ...]:
    """A name that is enough to know somebody by: two words at least, in one field or in two."""
    words = tuple(part for part in name if part)
    return words if len(" ".join(words).split()) > 1 else ()


def _accounts(address: str) -> Any:
    """The accounts of an address.

    A user name counts only where the account has no address. Otherwise it may be of an earlier one, which somebody else
    has by now.
    """
    users = get_user_model()._default_manager.exclude(username=DELETED_PERSON_NAME)
    matches = Q(email__iexact=address) | Q(username__iexact=address, email="")
    if apps.is_installed("allauth.account"):
        # Not an address that somebody has only typed: it may be another person's.
        rows = apps.get_model("account", "EmailAddress")._default_manager
        matches |= Q(pk__in=rows.filter(email__iexact=address, verified=True).values("user_id"))
    return users.filter(matches).order_by("pk")


def _confirmed_addresses(account_ids: tuple[int, ...]) -> Any:
    if not apps.is_installed("allauth.account"):
        return []
    rows = apps.get_model("account", "EmailAddress")._default_manager
    return rows.filter(user_id__in=account_ids, verified=True).values_list("email", flat=True)


def _written_pages(account_ids: tuple[int, ...]) -> frozenset[int]:
    if not account_ids:
        return frozenset()
    pages = set(Page.objects.filter(owner_id__in=account_ids).values_list("pk", flat=True))
    written = Revision.page_revisions.filter(user_id__in=account_ids).values_list("object_id", flat=True)
    return frozenset(pages | {int(key) for key in written.distinct()})


def _pages_of_organisations(account_ids: tuple[int, ...]) -> frozenset[int]:
    """The pages of the person's organisations, and what stands below them."""
    memberships = OrganisationMembership.objects.filter(user_id__in=account_ids)
    organisations = OrganisationPage.objects.filter(translation_key__in=memberships.values("organisation_id"))
    pages: set[int] = set()
    for path in organisations.values_list("path", flat=True):
        pages |= set(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))
    return frozenset(pages)
