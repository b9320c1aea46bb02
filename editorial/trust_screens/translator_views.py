"""In which languages a translator publishes without a review before."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from editorial.people.role_names import language_name
from editorial.translator_trust.actions.errors import TranslatorTrustError, TranslatorTrustPermissionError
from editorial.translator_trust.actions.grant_translator_trust import GrantTranslatorTrust
from editorial.trust_screens.translator_rows import translators_of, trusted_codes
from editorial.trust_screens.trust_frame import chosen_portal, frame
from regions.models import PortalMembership
from regions.people import person_name


class TranslatorTrustForm(forms.Form):
    """Offers the languages into which the person translates."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Translations that are visible at once"),
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Translations into other languages are reviewed first."),
    )

    def __init__(self, membership: PortalMembership, data: object = None) -> None:
        super().__init__(data, initial={"languages": trusted_codes(membership)})  # type: ignore[arg-type]
        choices = [(code, language_name(code)) for code in membership.languages]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def change_translator_trust(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Ask for the languages (GET), and grant them (POST). 404 for translators of other portals."""
    portal = chosen_portal(request, slug)
    membership = translators_of(portal).filter(pk=membership_id).first() if portal is not None else None
    if portal is None or membership is None:
        raise Http404
    form = TranslatorTrustForm(membership, request.POST if request.method == "POST" else None)
    way_back, fault = reverse("review_trust_of", args=[portal.slug]) + "#translators", ""
    if request.method == "POST" and form.is_valid():
        try:
            GrantTranslatorTrust(membership, form.cleaned_data["languages"], request.user).execute()
        except (TranslatorTrustError, TranslatorTrustPermissionError) as error:
            fault = str(error)
        else:
            words = _("Saved: %(person)s. The person is told by mail.")
            messages.success(request, words % {"person": person_name(membership.user)})
            return redirect(way_back)
    title = _("How far is the translator trusted? %(person)s") % {"person": person_name(membership.user)}
    context = frame(title, (_("Trust"), way_back)) | {
        "form": form,
        "fault": fault,
        "sentences": [
            _("What was returned, taken off or taken back is reviewed in any case."),
            _("A share of it is looked at afterwards. The trust ends with the person's role."),
        ],
        "button": _("Save"),
        "way_back": way_back,
    }
    return render(request, "editorial/admin/people/question.html", context, status=400 if fault or form.errors else 200)
