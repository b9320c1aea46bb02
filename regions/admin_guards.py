"""Checks before each view of Wagtail's admin: may this person see what the address names?

Wagtail assumes that everybody in its admin works for one organisation, and many of its views show titles and names of
all pages and people. Here organisations and portals must not see each other's drafts. ``PortalMiddleware`` calls
``refusal`` before the view runs; what a person may not see answers 404.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from regions.languages import best_language
from regions.metadata import unlisted
from regions.permissions import is_national_admin
from regions.registry import Registry
from regions.staff_paths import admin_prefix

#: Raises ``Http404`` for what the person may not see. May narrow the request, and may answer instead of the view.
Guard = Callable[[HttpRequest], HttpResponse | None]

#: Guards by view name; a name that ends in a colon is a URL namespace.
registry: Registry[Guard] = Registry("guard of the admin")

#: Arguments of Wagtail's URLs that are ids of pages.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk", "page_pk")
#: Views of the admin that everybody may ask for.
_OPEN_VIEWS = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
)
#: Whoever has one of these permissions on an object sees it.
VIEW_ACTIONS = ("change", "delete", "choose", "view", "publish")


def guard(*names: str) -> Callable[[Guard], Guard]:
    """Register the decorated guard for these view names; one that ends in a colon is a URL namespace."""

    def register(function: Guard) -> Guard:
        for name in names:
            registry.register(name, function)
        return function

    return register


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer instead of the view; None lets the view run."""
    match = request.resolver_match
    if match is None:
        return None
    if _is_shut_out(request):
        return _no_admin(request)
    view_guard = registry.get(match.view_name) or registry.get(f"{match.namespace}:")
    for_developers = _is_for_developers(match)
    user = getattr(request, "user", None) if view_guard or for_developers else None
    if user is None or not user.has_perm("wagtailadmin.access_admin"):
        return None  # a public page, or Wagtail redirects them to the sign-in
    try:
        if for_developers:
            raise Http404
        return view_guard(request) if view_guard is not None and not is_national_admin(user) else None
    except Http404 as error:
        return page_not_found(request, error, template_name="wagtailadmin/404.html")


def _is_shut_out(request: HttpRequest) -> bool:
    """Whether somebody who is signed in asks for the admin without working there.

    Wagtail would lead them to the sign-in, which leads them back. Where the admin is on a host without a portal, it is
    the project's own.
    """
    if getattr(request, "portal", None) is None or not request.path_info.startswith(admin_prefix()):
        return False
    if request.resolver_match is not None and request.resolver_match.view_name in _OPEN_VIEWS:
        return False
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and not user.has_perm("wagtailadmin.access_admin")


def _no_admin(request: Any) -> HttpResponse:
    with translation.override(best_language(request.headers.get("Accept-Language", ""), request.portal.languages)):
        context = {"metadata": unlisted(translation.gettext("Admin"))}
        response = render(request, "regions/no_admin.html", context, status=403)
    add_never_cache_headers(response)
    return response


def may_see_page(user: Any, page: Any) -> bool:
    """Whether the explorer shows the page to the person.

    Translators have no rights there: what they may edit they edit at the desk, also whoever is let in by another role.
    """
    return bool(page_permission_policy.explorable_instances(user).filter(pk=page.pk).exists())


def _is_for_developers(match: ResolverMatch) -> bool:
    """Whether the view is one of Wagtail's two samples of an error page; that of 404 has no name."""
    return not settings.DEBUG and (match.view_name == "wagtailadmin_error_test" or match.route.endswith("/test404/"))


def _arguments(request: HttpRequest) -> dict[str, Any]:
    return request.resolver_match.kwargs if request.resolver_match else {}


@guard("wagtailadmin_pages:", "wagtailadmin_choose_page_child")
def guard_pages(request: HttpRequest) -> None:
    arguments = _arguments(request)
    keys = {int(arguments[name]) for name in PAGE_ARGUMENTS if name in arguments}
    pages = list(Page.objects.filter(pk__in=keys))
    if len(pages) < len(keys) or not all(may_see_page(request.user, page) for page in pages):
        raise Http404


@guard("wagtailadmin_explore", "wagtailadmin_explore_results")
def guard_explorer(request: HttpRequest) -> None:
    """Allow pages that the person may see, and the pages above them."""
    page = Page.objects.filter(pk=_arguments(request)["parent_page_id"]).first()
    if page is None:
        raise Http404
    explorable = page_permission_policy.explorable_instances(request.user)
    if not explorable.filter(path__startswith=page.path).exists() and not may_see_page(request.user, page):
        raise Http404


@guard("wagtailadmin_choose_page")
def guard_page_chooser(request: HttpRequest) -> None:
    """For a page type the chooser starts at the common ancestor of all its pages, whoever may see them."""
    labels = [name for name in request.GET.get("page_type", "").split(",") if name]
    try:
        models = [apps.get_model(name) for name in labels]
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not models or Page in models or not all(issubclass(model, Page) for model in models):
        return
    start = Page.objects.type(*models).first_common_ancestor()
    if not start.is_root() and not may_see_page(request.user, start):
        raise Http404


@guard("wagtailadmin_choose_page_chosen_multiple")
def guard_chosen_pages(request: HttpRequest) -> None:
    _keep_visible_ids(request, Page, request.GET.getlist("id"))


@guard("wagtail_bulk_action")
def guard_bulk_actions(request: HttpRequest) -> None:
    """Wagtail also lists the objects that the person has no permission on."""
    arguments = _arguments(request)
    names = (arguments["app_label"], arguments["model_name"])
    action_class = bulk_action_registry.get_bulk_action_class(*names, arguments["action"])
    if action_class is None:
        raise Http404
    model = apps.get_model(*names)
    ids: Iterable[Any] = request.GET.getlist("id")
    if "all" in ids:
        try:
            ids = list(action_class(request, model).get_all_objects_in_listing_query(request.GET.get("childOf")))
        except (Page.DoesNotExist, ValueError) as error:
            raise Http404 from error
    _keep_visible_ids(request, model, ids)


def _keep_visible_ids(request: HttpRequest, model: type[Any], ids: Iterable[Any]) -> None:
    """Remove from the query the ids of objects that the person doesn't see; 404 where none remains."""
    numbers = [int(value) for value in ids if str(value).isdecimal()]
    visible_ids = list(_visible(request.user, model).filter(pk__in=numbers).values_list("pk", flat=True))
    if not visible_ids:
        raise Http404
    query = request.GET.copy()
    query.setlist("id", [str(pk) for pk in visible_ids])
    request.GET = query  # type: ignore[assignment]


def _visible(user: Any, model: type[Any]) -> Any:
    if issubclass(model, Page):
        return page_permission_policy.explorable_instances(user)
    policy = policy_registry.get_by_type(model)
    return (
        model._default_manager.none()
        if policy is None
        else policy.instances_user_has_any_permission_for(user, VIEW_ACTIONS)
    )


@guard("wagtailadmin_reports:", "wagtailadmin_workflows:", "wagtailadmin_api:images:", "wagtailadmin_api:documents:")
def guard_lists_of_everything(request: HttpRequest) -> None:
    """Refuse: reports and workflows name people and pages of all portals, and nothing uses the lists of files."""
    raise Http404
