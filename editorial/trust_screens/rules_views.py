"""A portal's own rules of review."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from editorial.trust.actions.change_rules import ChangeRules
from editorial.trust.models import PortalReviewRules
from editorial.trust.portal_rules import rules_of
from editorial.trust_screens.trust_frame import choose_portal, chosen_portal, frame


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PortalReviewRules
        fields = ("sample_percent", "writers_may_approve")


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The rules of one portal. Without a name in the address: of the person's only portal, or a choice."""
    portal = chosen_portal(request, slug)
    if portal is None:
        return choose_portal(request, "review_rules_of", _("Rules of review"))
    form = RulesForm(request.POST if request.method == "POST" else None, instance=rules_of(portal.pk))
    way_back = reverse("review_trust_of", args=[portal.slug])
    if request.method == "POST" and form.is_valid():
        ChangeRules(portal, request.user, **form.cleaned_data).execute()
        messages.success(request, _("Saved."))
        return redirect(way_back)
    context = frame(_("Rules of review: %(portal)s") % {"portal": portal.title}, (_("Trust"), way_back)) | {
        "form": form,
        "button": _("Save"),
        "way_back": way_back,
    }
    return render(request, "editorial/admin/people/question.html", context, status=400 if form.errors else 200)
