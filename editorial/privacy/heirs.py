"""Who goes on with what an erased person had: another responsible person of the organisation, or nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from listings.enums import OrganisationRole
from listings.models import OrganisationMembership, OrganisationPage
from regions.people import DELETED_PERSON_NAME


def deleted_person() -> Any:
    """The account that stands for everybody who was erased: nobody can sign in with it, and it has no address."""
    account, _is_new = get_user_model()._default_manager.get_or_create(
        username=DELETED_PERSON_NAME,
        defaults={
            "first_name": "poistettu",
            "last_name": "henkilö",
            "email": "",
            "password": "!",
            "is_active": False,
        },
    )
    return account


class Heirs:
    """Answers who inherits, for the accounts that go. Reads each organisation once."""

    def __init__(self, account_ids: Collection[int]) -> None:
        self._account_ids = account_ids
        self._of_organisation: dict[Any, int | None] = {}

    def of_pages(self, page_ids: Iterable[int]) -> dict[int, int | None]:
        """Return the heir of each page: a responsible person of the organisation that it stands below."""
        paths = dict(Page.objects.filter(pk__in=set(page_ids)).values_list("pk", "path"))
        above = {prefix for path in paths.values() for prefix in _prefixes(path)}
        organisations = dict(OrganisationPage.objects.filter(path__in=above).values_list("path", "translation_key"))
        heirs: dict[int, int | None] = {}
        for page_id, path in paths.items():
            found = [organisations[prefix] for prefix in _prefixes(path) if prefix in organisations]
            heirs[page_id] = self.of_organisation(found[-1]) if found else None
        return heirs

    def of_files(self) -> int | None:
        """Return who goes on with uploaded files: somebody only where all organisations have the same heir."""
        memberships = OrganisationMembership.objects.filter(user_id__in=self._account_ids)
        heirs = {self.of_organisation(key) for key in memberships.values_list("organisation_id", flat=True)}
        return heirs.pop() if len(heirs) == 1 else None

    def of_organisation(self, organisation: Any) -> int | None:
        """Return the organisation's responsible person who has been there for longest."""
        if organisation not in self._of_organisation:
            others = (
                OrganisationMembership.objects.effective()
                .filter(organisation=organisation, role=OrganisationRole.RESPONSIBLE, user__is_active=True)
                .exclude(user_id__in=self._account_ids)
            )
            self._of_organisation[organisation] = (
                others.order_by("created_at", "pk").values_list("user", flat=True).first()
            )
        return self._of_organisation[organisation]


def _prefixes(path: str) -> list[str]:
    step = Page.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]
