"""Who gets a document: everybody, where a public page of the portal refers to it; otherwise who may choose it.

Wagtail serves every document by its number and name on every host. Here the number of a document that no page refers
to says nothing: it is 404 like one that doesn't exist.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.db.models.functions import Left
from django.http import Http404, HttpRequest
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, get_page_models
from wagtail.permissions import policy_registry

from regions.models import Portal
from regions.models.pages import PortalHomePage, PortalPageMixin

#: Whoever has one of these permissions on a document sees it in the admin.
_ACTIONS = ("choose", "change", "delete")


def guard_document(document: Any, request: HttpRequest) -> None:
    """Raise ``Http404`` unless the request may have the document. A hook before Wagtail serves it."""
    portal = getattr(request, "portal", None)
    if portal is None and keeper_of(document) is None:
        return  # another site of a host project, and a document of its own
    if portal is not None and is_public_on(document, portal):
        return
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not may_see(document, user):
        raise Http404


def may_see(document: Any, user: Any) -> bool:
    policy = policy_registry.get_by_type(get_document_model())
    return bool(policy.user_has_any_permission_for_instance(user, _ACTIONS, document))


def keeper_of(document: Any) -> Portal | None:
    """The portal in whose collection the document is; None for a shared one."""
    collections = document.collection.get_ancestors(inclusive=True)
    keeper: Portal | None = Portal.objects.filter(collection__in=collections).first()
    return keeper


def is_public_on(document: Any, portal: Portal) -> bool:
    """Whether a live page of the portal refers to the document, and no other portal keeps it."""
    keeper = keeper_of(document)
    if keeper is not None and keeper != portal:
        return False
    numbers = (
        ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(get_document_model()),
            to_object_id=str(document.pk),
        )
        .values_list("object_id", flat=True)
        .distinct()
    )
    homes = PortalHomePage.objects.fronts().filter(portal=portal, locale__language_code__in=portal.languages)
    below_a_home = Exists(homes.live().filter(path=Left(OuterRef("path"), 2 * Page.steplen)))
    return (
        Page.objects.live()
        .public()
        .filter(below_a_home, pk__in=[int(number) for number in numbers], content_type__in=_public_page_types())
        .exists()
    )


def public_page_models() -> list[type[Any]]:
    """Models of pages with a public address of their own in the tree."""
    return [model for model in get_page_models() if issubclass(model, PortalPageMixin)]


def _public_page_types() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*public_page_models()).values())
