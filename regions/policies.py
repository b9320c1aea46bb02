"""Permission policies of Wagtail's generic views for accounts, groups and portals."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from regions.models import Portal
from regions.permissions import is_national_admin


class NationalAdminPolicy(BasePermissionPolicy):
    """Allows national administrators every action except ``refused``, and nobody else any.

    Permissions of groups don't count: whoever may edit accounts or groups could give themselves every right.
    """

    def __init__(self, model: Any, refused: frozenset[str] = frozenset()) -> None:
        super().__init__(model)
        self.refused = refused

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.refused and is_national_admin(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        users: QuerySet[Any] = get_user_model()._default_manager.filter(is_active=True, is_superuser=True)
        return users if set(actions) - self.refused else users.none()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows if self.user_has_any_permission(user, actions) else rows.none()

    def users_with_any_permission_for_instance(self, actions: Any, instance: Any) -> QuerySet[Any]:
        return self.users_with_any_permission(actions)


def register() -> None:
    register_permission_policy(get_user_model(), NationalAdminPolicy(get_user_model()))
    register_permission_policy(Group, NationalAdminPolicy(Group))
    register_permission_policy(Portal, NationalAdminPolicy(Portal, refused=frozenset({"delete"})))
