"""Names of people in the filters of Wagtail's lists of pages.

Wagtail offers every person who owns or has changed any page. Here a person is offered those of pages that they see.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import PageLogEntry
from wagtail.permissions import page_permission_policy


def owners(request: HttpRequest) -> Any:
    """Return the people who own a page that the person sees."""
    pages = page_permission_policy.explorable_instances(request.user)
    return _people(pages.order_by().values("owner"))


def editors(request: HttpRequest) -> Any:
    """Return the people who have changed a page that the person sees."""
    pages = page_permission_policy.explorable_instances(request.user)
    entries = PageLogEntry.objects.filter(action="wagtail.edit", page__in=pages.order_by().values("pk"))
    return _people(entries.order_by().values("user"))


def _people(ids: Any) -> Any:
    return get_user_model()._default_manager.filter(pk__in=ids)


def connect() -> None:
    """Take over the two filters, for every list that has them: explorer, pages of a type, uses of a workflow."""
    for name, people in (("owner", owners), ("edited_by", editors)):
        PageFilterSet.base_filters[name].queryset = people
