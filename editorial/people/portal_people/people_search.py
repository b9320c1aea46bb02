"""The filter above a portal's people: words and a role, as a form reads them and as querysets use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from listings.enums import OrganisationRole
from regions.models import Portal, PortalRole
from regions.written.clean_forms import CleanTextFormMixin

MAX_WORDS = 5


@dataclass(frozen=True)
class PeopleSearch:
    """``words`` must all be found, in a name, an address or an organisation's name. ``role``: empty for all."""

    words: tuple[str, ...] = ()
    role: str = ""

    @property
    def is_active(self) -> bool:
        return bool(self.words or self.role)

    def of_role(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(role=self.role) if self.role else rows

    def of_people(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of rows with a ``user``, those whose name and address have the words."""
        for word in self.words:
            rows = rows.filter(_in_person(word))
        return rows

    def of_members(self, rows: QuerySet[Any], organisations: QuerySet[Any]) -> QuerySet[Any]:
        """The same, also by the names of these titled organisations."""
        for word in self.words:
            named = organisations.filter(shown_title__icontains=word)
            rows = rows.filter(_in_person(word) | Q(organisation__in=named.values("pk")))
        return rows

    def of_invitations(self, rows: QuerySet[Any], organisations: QuerySet[Any]) -> QuerySet[Any]:
        for word in self.words:
            named = organisations.filter(shown_title__icontains=word)
            rows = rows.filter(Q(address__icontains=word) | Q(organisation__in=named.values("pk")))
        return rows

    def of_organisations(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for word in self.words:
            rows = rows.filter(shown_title__icontains=word)
        return rows


def _in_person(word: str) -> Q:
    return Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word) | Q(user__email__icontains=word)


class PeopleSearchForm(CleanTextFormMixin, forms.Form):
    """What isn't well formed filters nothing."""

    q = forms.CharField(label=_("Name, address or organisation"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, portal: Portal, data: Any = None) -> None:
        super().__init__(data)
        names: list[tuple[str, Any]] = [("", _("all"))]
        names += [
            (value, label)
            for value, label in PortalRole.choices
            if portal.is_national or value != PortalRole.NATIONAL_ADMIN
        ]
        self.fields["role"].choices = [*names, *OrganisationRole.choices]  # type: ignore[attr-defined]

    @property
    def search(self) -> PeopleSearch:
        if not self.is_bound:
            return PeopleSearch()
        self.is_valid()
        words = str(self.cleaned_data.get("q") or "").split()[:MAX_WORDS]
        return PeopleSearch(tuple(words), str(self.cleaned_data.get("role") or ""))
