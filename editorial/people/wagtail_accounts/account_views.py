"""Wagtail's list of users with roles in words, and the form of an account. Adding and deleting aren't offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.users.views import users as wagtails
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from editorial.people.actions.errors import PeopleError
from editorial.people.wagtail_accounts.account_form import AccountForm
from editorial.people.wagtail_accounts.account_roles import roles_in_words, with_roles
from listings.enums import OrganisationRole
from regions.admin_columns import LabelledColumn, yes_or_no
from regions.local_days import local_day
from regions.models import PortalMembership, PortalRole
from regions.people import person_name

User = get_user_model()


class AccountFilterSet(WagtailFilterSet):
    """Which accounts the list shows."""

    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role"),
        choices=[*PortalRole.choices, *OrganisationRole.choices],
        method="having_role",
        empty_label=gettext_lazy("All"),
    )
    is_active = django_filters.BooleanFilter(label=gettext_lazy("The account is open"), widget=BooleanRadioSelect)
    last_login = django_filters.DateFromToRangeFilter(label=gettext_lazy("Last sign-in"), widget=DateRangePickerWidget)

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args: Any, is_searching: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def having_role(self, users: Any, name: str, role: str) -> Any:
        if role in OrganisationRole.values:
            return users.filter(organisation_memberships__role=role).distinct()
        return users.filter(pk__in=PortalMembership.objects.effective().filter(role=role).values("user"))


class AccountIndexView(wagtails.IndexView):
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    default_ordering = "last_name"

    @cached_property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title(
                "name",
                accessor=person_name,
                label=_("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="title",
            ),
            LabelledColumn("email", label=_("E-mail"), sort_key="email"),
            LabelledColumn("roles", label=_("Roles"), accessor=_lines),
            LabelledColumn(
                "is_active",
                label=_("The account is open"),
                sort_key="is_active",
                accessor=lambda user: yes_or_no(user.is_active),
            ),
            LabelledColumn("last_login", label=_("Last sign-in"), sort_key="last_login", accessor=_last_sign_in),
        ]

    def get_base_queryset(self) -> Any:
        return with_roles(super().get_base_queryset())


class ChangeAccountView(wagtails.EditView):
    """Saves by the form's action, and shows what it refuses as an error of the form."""

    template_name = "editorial/admin/people/account.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"user": self.request.user}

    def form_valid(self, form: AccountForm) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)
        except PeopleError as error:
            form.add_error("is_active" if "is_active" in form.fields else None, str(error))
            self.produced_error_message = self.get_error_message()
            answer = self.form_invalid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        (account,) = with_roles(User._default_manager.filter(pk=self.object.pk))
        return context | {"roles": list(roles_in_words(account)), "account": account, "people_url": reverse("people")}


def _lines(user: Any) -> str:
    return format_html_join("", "<span class='k-line'>{}</span>", ((words,) for words in roles_in_words(user)))


def _last_sign_in(user: Any) -> str:
    return local_day(user.last_login, "SHORT_DATE_FORMAT") if user.last_login else _("not yet")


def _not_offered(action: str) -> type[UserBulkAction]:
    class NotOffered(UserBulkAction):
        """Takes the place of one of Wagtail's actions on several users, which change groups, or delete, or close."""

        action_type = action
        display_name = aria_label = ""

        def __init__(self, request: HttpRequest, model: Any) -> None:
            raise Http404

    return NotOffered


#: Instead of Wagtail's own of the same names.
BULK_ACTIONS: list[Callable[..., Any]] = [
    _not_offered(action) for action in ("assign_role", "delete", "set_active_state")
]
