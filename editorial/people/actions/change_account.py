"""Changing a person's account: the name, and whether it is open."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from editorial.people.actions.lose_member import LoseMember, organisations_of_accounts
from editorial.people.remaining_people import other_administrators
from regions.models import Portal
from regions.permissions import is_national_admin


class ChangeAccount:
    """Gives an account a name, and closes or opens it. National administrators may.

    A closed account keeps its memberships and gives no rights. Nobody closes their own or that of the last national
    administrator. The people of its organisations are told when it is closed. Raises ``PeopleError``; then nothing
    has been written.
    """

    def __init__(
        self, account: Any, user: Any, *, first_name: str, last_name: str, is_active: bool | None = None
    ) -> None:
        """``is_active``: None leaves it as it is."""
        self.account = account
        self.user = user
        self.first_name = first_name
        self.last_name = last_name
        self.is_active = is_active

    @transaction.atomic
    def execute(self) -> Any:
        list(Portal.objects.select_for_update(no_key=True).filter(is_national=True).values_list("pk"))
        account = get_user_model()._default_manager.select_for_update().get(pk=self.account.pk)
        if not is_national_admin(self.user):
            raise PeoplePermissionError(_("Only national administrators may do this."))
        if self.is_active is not None and account.is_active and not self.is_active:
            self._check_closing(account)
        is_closing = self.is_active is False and account.is_active
        organisations = organisations_of_accounts([account.pk]) if is_closing else []
        account.first_name, account.last_name = self.first_name, self.last_name
        fields = ["first_name", "last_name"]
        if self.is_active is not None and account.is_active != self.is_active:
            account.is_active = self.is_active
            fields.append("is_active")
        account.save(update_fields=fields)
        for organisation in organisations:
            LoseMember(organisation, account, self.user).execute()
        return account

    def _check_closing(self, account: Any) -> None:
        if account.pk == self.user.pk:
            raise PeopleError(_("You can't close your own account."))
        if account.is_superuser and not other_administrators(account).exists():
            raise PeopleError(_("This is the last national administrator. Invite another one first."))
