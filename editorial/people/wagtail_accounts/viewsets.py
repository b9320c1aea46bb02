"""The viewsets that take the place of Wagtail's own (``AppConfig.user_viewset`` and ``group_viewset``)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import Http404
from wagtail import hooks
from wagtail.admin.views.generic import HistoryView
from wagtail.users.views.groups import DeleteView, EditView, GroupViewSet, IndexView
from wagtail.users.views.users import HistoryView as UserHistoryView
from wagtail.users.views.users import UserViewSet

from editorial.people.derived_groups import groups_made_by_hand, is_derived
from editorial.people.wagtail_accounts.account_form import AccountForm
from editorial.people.wagtail_accounts.account_views import (
    BULK_ACTIONS,
    AccountFilterSet,
    AccountIndexView,
    ChangeAccountView,
)

#: Addresses that an account doesn't have: it is made by an invitation, and a person is erased as a whole.
_NOT_OFFERED = ("add", "delete", "copy", "usage")


class AccountViewSet(UserViewSet):
    """List and form of accounts, for national administrators."""

    index_view_class = AccountIndexView
    edit_view_class = ChangeAccountView
    history_view_class = UserHistoryView
    filterset_class = AccountFilterSet
    copy_view_enabled = False
    index_template_name = AccountIndexView.template_name
    index_results_template_name = AccountIndexView.results_template_name
    edit_template_name = ChangeAccountView.template_name

    def get_form_class(self, for_update: bool = False) -> type[AccountForm]:
        return AccountForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names: dict[str, Any] = {f"{name}_url_name": None for name in _NOT_OFFERED}
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | names

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in _NOT_OFFERED]


class _MadeByHand:
    """Finds no group that follows from memberships."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        group = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if is_derived(group):
            raise Http404
        return group


class GroupIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return groups_made_by_hand()


class ChangeGroupView(_MadeByHand, EditView):
    header_buttons: list[Any] = []


class DeleteGroupView(_MadeByHand, DeleteView):
    pass


class GroupHistoryView(_MadeByHand, HistoryView):
    pass


class HandMadeGroupViewSet(GroupViewSet):
    """List and form of groups that somebody has made by hand."""

    index_view_class = GroupIndexView
    edit_view_class = ChangeGroupView
    delete_view_class = DeleteGroupView
    history_view_class = GroupHistoryView


def connect() -> None:
    """Take the place of Wagtail's viewsets, unless the project has its own."""
    config: Any = apps.get_app_config("wagtailusers")
    if config.user_viewset == "wagtail.users.views.users.UserViewSet":
        config.user_viewset = f"{__name__}.AccountViewSet"
        for action in BULK_ACTIONS:
            hooks.register("register_bulk_action", action, order=100)
    if config.group_viewset == "wagtail.users.views.groups.GroupViewSet":
        config.group_viewset = f"{__name__}.HandMadeGroupViewSet"
