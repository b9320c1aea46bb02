"""What the pages of a portal's people have in common: the portal, the frame, the question before a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from editorial.people.actions.errors import PeopleError, PeoplePermissionError
from regions.models import Portal, PortalRole
from regions.permissions import may_coordinate, portals_with_role


def own_portals(user: Any) -> list[Portal]:
    """The portals whose people the person sees."""
    return list(portals_with_role(user, PortalRole.COORDINATOR).select_related("site").order_by("-is_national", "name"))


def people_portal(request: HttpRequest, slug: str) -> Portal:
    """The portal; 404 for one whose people the person doesn't see."""
    portal = Portal.objects.select_related("site").filter(slug=slug).first()
    if portal is None or not may_coordinate(request.user, portal):
        raise Http404
    return portal


def frame(title: str, portal: Portal | None = None, *, is_below: bool = False) -> dict[str, Any]:
    """Return what the page's header and breadcrumbs need; ``is_below``: it stands below the portal's page."""
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("people"), "label": _("People")},
    ]
    if portal is not None:
        trail.append({"url": reverse("people_of", args=[portal.slug]), "label": portal.title})
    if is_below:
        trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": "group", "breadcrumbs_items": trail}


def asked(
    request: HttpRequest,
    portal: Portal,
    *,
    title: str,
    button: str,
    done: Callable[[], str],
    sentences: Sequence[str] = (),
    warning: str = "",
    form: Form | None = None,
    icon: str = "",
    is_dangerous: bool = False,
    anchor: str = "",
) -> HttpResponse:
    """The page that asks (GET), and its answer (POST): do it, say so, and go back to the portal's people.

    ``done`` does it and returns the sentence. Its ``PeopleError`` is shown here, and nothing that was typed is lost;
    where the person may not, the answer is 404.
    """
    fault = ""
    way_back = reverse("people_of", args=[portal.slug]) + anchor
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            words = done()
        except (PeoplePermissionError, ObjectDoesNotExist) as error:
            raise Http404 from error
        except PeopleError as error:
            fault = str(error)
        else:
            messages.success(request, words)
            return redirect(way_back)
    has_faults = bool(fault or (form is not None and form.errors))
    context = frame(title, portal, is_below=True) | {
        "sentences": sentences,
        "warning": warning,
        "form": form,
        "media": form.media if form is not None else "",
        "fault": fault,
        "button": button,
        "icon": icon,
        "is_dangerous": is_dangerous,
        "way_back": way_back,
    }
    return render(request, "editorial/admin/people/question.html", context, status=400 if has_faults else 200)
