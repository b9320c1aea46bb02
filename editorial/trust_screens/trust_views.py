"""What a portal's organisations publish themselves: the list, and the change of one."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from editorial.people.portal_people.organisation_rows import organisations_of
from editorial.trust.actions.errors import TrustPermissionError
from editorial.trust.actions.grant_trust import GrantTrust
from editorial.trust.models import TrustLevel
from editorial.trust.portal_rules import rules_of
from editorial.trust.samples import samples_to_look_at
from editorial.trust_screens.sample_rows import sample_rows
from editorial.trust_screens.translator_rows import translator_rows
from editorial.trust_screens.trust_frame import choose_portal, chosen_portal, frame
from editorial.trust_screens.trust_rows import ROWS, TrustRow, TrustSearchForm, trust_rows
from regions.models import Portal

#: What each level means, in one line of the form.
_MEANINGS = {
    TrustLevel.REVIEW: gettext_lazy("Every text is reviewed before visitors see it."),
    TrustLevel.FACTS: gettext_lazy(
        "Where nothing else differs from the public text, it is visible at once. All else is reviewed first."
    ),
    TrustLevel.EVERYTHING: gettext_lazy("What the organisation sends is visible at once, also new announcements."),
}


class TrustForm(forms.Form):
    """Asks for the level. ``fault`` is what the form can't know."""

    level = forms.ChoiceField(
        label=gettext_lazy("The organisation publishes itself"), widget=forms.RadioSelect, choices=()
    )

    def __init__(self, row: TrustRow, data: object = None) -> None:
        super().__init__(data, initial={"level": row.level})  # type: ignore[arg-type]
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level.value, f"{level.label}. {_MEANINGS[level]}") for level in TrustLevel
        ]


@require_safe
def trust(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The organisations and translators of one portal.

    Without a name in the address: of the person's only portal, or a choice.
    """
    portal = chosen_portal(request, slug)
    if portal is None:
        return choose_portal(request, "review_trust_of", _("Trust"))
    form = TrustSearchForm(request.GET)
    page = Paginator(form.found(portal), ROWS).get_page(request.GET.get("p"))
    context = frame(_("Trust: %(portal)s") % {"portal": portal.title}) | {
        "portal_of_trust": portal,
        "form": form,
        "rows": trust_rows(page.object_list),
        "list": {"page": page, "previous": _beside(request, page, -1), "next": _beside(request, page, 1)},
        "count": page.paginator.count,
        "rules": rules_of(portal.pk),
        "samples": sample_rows(samples_to_look_at([portal.pk])[:ROWS]),
        "translators": translator_rows(portal, request.user),
    }
    return render(request, "editorial/admin/trust/trust.html", context)


@require_http_methods(["GET", "POST"])
def change_trust(request: HttpRequest, slug: str, organisation_id: UUID) -> HttpResponse:
    """Ask for an organisation's level (GET), and grant it (POST)."""
    portal = _portal(request, slug)
    rows = organisations_of(portal).select_related("home_portal__site", "trust__granted_by")
    organisation = rows.filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    [row] = trust_rows([organisation])
    form = TrustForm(row, request.POST if request.method == "POST" else None)
    way_back, fault = reverse("review_trust_of", args=[portal.slug]), ""
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["level"] != row.level:
                GrantTrust(organisation, form.cleaned_data["level"], request.user).execute()
        except TrustPermissionError:
            fault = _("You write for this organisation yourself: somebody else says how far it is trusted.")
        else:
            messages.success(
                request, _("Saved: %(organisation)s. Its people are told by mail.") % {"organisation": row.title}
            )
            return redirect(way_back)
    title = _("How far is it trusted? %(organisation)s") % {"organisation": row.title}
    context = frame(title, (_("Trust"), way_back)) | {
        "form": form,
        "fault": fault,
        "sentences": [
            _("A text with faults, at a place that is only proposed, or that was taken back is reviewed in any case."),
            _("Everybody of the organisation is told by mail. The trust ends when it moves to another portal."),
        ],
        "button": _("Save"),
        "way_back": way_back,
    }
    return render(request, "editorial/admin/people/question.html", context, status=400 if fault or form.errors else 200)


def _portal(request: HttpRequest, slug: str) -> Portal:
    portal = chosen_portal(request, slug)
    if portal is None:
        raise Http404
    return portal


def _beside(request: HttpRequest, page: object, step: int) -> str:
    number = page.number + step  # type: ignore[attr-defined]
    if not 1 <= number <= page.paginator.num_pages:  # type: ignore[attr-defined]
        return ""
    query = request.GET.copy()
    query["p"] = str(number)
    return f"?{query.urlencode()}"
