"""A portal's own terms, for its coordinators. Those of others are 404."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from editorial.glossary.admin_pages.term_form import TermForm
from editorial.glossary.models import GlossaryTerm
from editorial.trust_screens.trust_frame import choose_portal, chosen_portal
from regions.languages import direction, own_name
from regions.models import Portal
from regions.permissions import may_coordinate

ICON = "globe"
TITLE = gettext_lazy("Glossary")
_ROWS = 50


@require_safe
def glossary(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The terms of one portal; ``q``: words to find among terms and wordings."""
    portal = chosen_portal(request, slug)
    if portal is None:
        return choose_portal(request, "glossary_of", str(TITLE))
    words = request.GET.get("q", "").strip()[:100]
    found = GlossaryTerm.objects.filter(portal=portal).prefetch_related("wordings")
    if words:
        named = Q(term__icontains=words) | Q(note__icontains=words) | Q(wordings__wording__icontains=words)
        found = found.filter(pk__in=GlossaryTerm.objects.filter(named).values("pk"))
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    context = _frame(f"{TITLE}: {portal.title}") | {
        "portal": portal,
        "words": words,
        "page": page,
        "terms": [_row(term) for term in page.object_list],
    }
    return render(request, "editorial/admin/glossary/glossary.html", context)


def _row(term: GlossaryTerm) -> dict[str, Any]:
    wordings = sorted(term.wordings.all(), key=lambda one: one.language)
    return {
        "term": term,
        "direction": direction(term.language),
        "wordings": [(one, own_name(one.language), direction(one.language)) for one in wordings],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def add_term(request: HttpRequest, slug: str) -> HttpResponse:
    portal = chosen_portal(request, slug)
    if portal is None:
        raise Http404
    return _edit(request, GlossaryTerm(portal=portal, language=portal.languages[0]), _("Add a term"))


@require_http_methods(["GET", "HEAD", "POST"])
def change_term(request: HttpRequest, term_id: int) -> HttpResponse:
    return _edit(request, _term(request, term_id), _("Change the term"))


@require_http_methods(["GET", "HEAD", "POST"])
def delete_term(request: HttpRequest, term_id: int) -> HttpResponse:
    """Ask (GET), and delete (POST)."""
    term = _term(request, term_id)
    if request.method == "POST":
        _delete(term, request.user)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": term.term})
        return redirect("glossary_of", term.portal.slug)
    context = {**_frame(_("Delete the term"), term.portal), "term": term}
    return render(request, "editorial/admin/glossary/delete_term.html", context)


@transaction.atomic
def _delete(term: GlossaryTerm, user: Any) -> None:
    term.delete()
    log(term.portal, "editorial.change_glossary", user=user, data={"deleted": term.term, "language": term.language})


def _edit(request: HttpRequest, term: GlossaryTerm, title: str) -> HttpResponse:
    form = TermForm(request.POST if request.method == "POST" else None, instance=term)
    if request.method == "POST" and form.is_valid():
        form.save_by(request.user)
        messages.success(request, _("“%(title)s” is saved.") % {"title": term.term})
        return redirect("glossary_of", term.portal.slug)
    context = {**_frame(title, term.portal), "form": form, "term": term}
    return render(request, "editorial/admin/glossary/term_form.html", context, status=422 if form.errors else 200)


def _term(request: HttpRequest, term_id: int) -> GlossaryTerm:
    found: GlossaryTerm | None = GlossaryTerm.objects.select_related("portal__site").filter(pk=term_id).first()
    if found is None or not may_coordinate(request.user, found.portal):
        raise Http404
    return found


def _frame(title: str, portal: Portal | None = None) -> dict[str, Any]:
    """What the page's header and breadcrumbs need; ``portal``: whose list is above the page."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if portal is not None:
        trail.append({"url": reverse("glossary_of", args=[portal.slug]), "label": str(TITLE)})
    trail.append({"url": "", "label": title})
    return {"page_title": title, "header_title": title, "header_icon": ICON, "breadcrumbs_items": trail}
