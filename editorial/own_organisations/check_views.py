"""What the writer looks at before sending an organisation's page, sending itself, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.desk_texts.actions.send_text import SendText
from editorial.desk_texts.taking_back import take_back_text
from editorial.desk_texts.telling_sent import tell_sent
from editorial.desk_texts.wording_question import says_only_wording, wording_question
from editorial.edit_conflicts.comparison import differences
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from editorial.own_organisations.organisation_access import OwnOrganisation, for_own_organisation
from editorial.own_organisations.organisation_notices import faults, worth_a_look
from editorial.own_organisations.organisation_views import make_form
from editorial.review.review_answers import has_unsent_text, review_standing
from editorial.second_language.languages import language_states
from editorial.trust.sending_words import sending_words
from faces.organisation.organisation_view_model import make_organisation
from faces.parts.document_pictures import picture_of
from faces.parts.viewpoint import Viewpoint
from listings.models import OrganisationPage
from regions.metadata import unlisted
from regions.portal_request import PortalRequest
from search.documents.drafts import build_organisation_draft
from search.models import OrganisationDocument


@for_own_organisation("GET", "HEAD", "POST")
def check(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """Show the page as visitors will read it, with what is wrong (GET), and send it to review (POST)."""
    status = 200
    if request.method == "POST":
        try:
            seen, is_only_wording = PageVersion.of_form(request.POST), says_only_wording(request.POST)
            sent = SendText(own.page, request.user, seen, is_only_wording=is_only_wording).execute()
        except ValidationError:
            status = 422
        except EditConflictError:
            messages.error(request, _("The text has changed since you looked at it. Look again, and send it then."))
            status = 409
        else:
            tell_sent(request, sent)
            return redirect("own_organisation", own.organisation.pk)
    return _show(request, own, status)


def _show(request: PortalRequest, own: OwnOrganisation, status: int) -> HttpResponse:
    stored = OrganisationPage.objects.get(pk=own.page.pk)
    draft = stored.get_latest_revision_as_object()
    document = build_organisation_draft(draft)
    shown = OrganisationDocument(pk=document.id, **document.columns)
    portal, standing = own.organisation.home_portal, review_standing(stored.pk)
    found, has_unsent = faults(draft), has_unsent_text(stored, standing)
    changes = differences(make_form(request, draft), make_form(request, stored)) if stored.live else []
    viewpoint = Viewpoint.of(get_language() or portal.first_language, languages=portal.languages)
    context = {
        "metadata": unlisted(_("Check and send")),
        "organisation": own.organisation,
        "portal": portal,
        "draft": draft,
        "view": make_organisation(shown, viewpoint),
        "picture": picture_of(shown),
        "faults": found,
        "notices": worth_a_look(draft),
        "changes": changes,
        "standing": standing,
        "has_unsent": has_unsent,
        "sending": sending_words(draft, request.user) if has_unsent and not found else None,
        "wording": wording_question(draft, stored) if has_unsent and not found else None,
        "languages": language_states(stored, own.organisation, "organisation_language"),
        "version": PageVersion.current(stored),
    }
    return render(request, "editorial/own_organisations/check.html", context, status=status)


@for_own_organisation("GET", "HEAD")
def preview(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """The whole public page as it would be."""
    draft = own.page.get_latest_revision_as_object()
    shown: HttpResponse = draft.serve_preview(request, draft.default_preview_mode)
    return shown


@for_own_organisation("POST")
def take_back(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """End a review that nobody has answered yet."""
    take_back_text(request, own.page, PageVersion.current(own.page))
    return redirect("own_organisation", own.organisation.pk)
