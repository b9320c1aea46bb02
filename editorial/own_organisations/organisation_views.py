"""An organisation at the desk: what visitors read of it, what waits, and the form of its own texts and contacts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.utils.forms import FormValidationError

from editorial.desk_texts.absent_writers import tells_absent, waits_for_absent
from editorial.desk_texts.typed_storing import TooMuchTypedError
from editorial.desk_texts.typed_texts import TypedSheet
from editorial.edit_conflicts.comparison import differences
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from editorial.own_organisations.absent_forms import absent_organisation
from editorial.own_organisations.actions.save_own_organisation import SaveOwnOrganisation
from editorial.own_organisations.correction_views import review_terms
from editorial.own_organisations.organisation_access import OwnOrganisation, for_own_organisation
from editorial.own_organisations.organisation_form import (
    PAGE_FIELDS,
    OwnOrganisationForm,
    own_organisation_form_class,
)
from editorial.own_organisations.staff_links import admin_form_url
from editorial.review.lookers import note_looking
from editorial.review.review_answers import has_unsent_text, review_standing
from editorial.second_language.languages import language_states
from listings.addresses import organisation_path
from listings.models import OrganisationPage
from regions.languages import own_name
from regions.metadata import unlisted
from regions.portal_request import PortalRequest


def make_form(
    request: PortalRequest, page: OrganisationPage, data: QueryDict | None = None, files: Any = None
) -> OwnOrganisationForm:
    """Return the form of a page object; with ``data`` as it was typed."""
    return own_organisation_form_class()(
        data, files, instance=page, parent_page=page.get_parent(), for_user=request.user
    )


@waits_for_absent(absent_organisation)
@for_own_organisation("GET", "HEAD", "POST", staff_reads=True)
def own_organisation(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """The page of the organisation; POST saves its form, and goes on to check it (``action=check``)."""
    if request.method == "POST":
        return _save(request, own)
    note_looking(request.user, own.page)
    typed = own.typed(request)
    kept = typed.opened() if own.is_own else None
    form = make_form(request, own.page.get_latest_revision_as_object(), kept)
    if kept is not None:
        form.defer_required_fields()
    return _show(request, own, form, typed, is_kept=kept is not None)


def _save(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    form = make_form(request, own.page.get_latest_revision_as_object(), request.POST, request.FILES)
    typed = own.typed(request)
    try:
        typed.keep()
        SaveOwnOrganisation(form, request.user, PageVersion.of_form(request.POST)).execute()
    except TooMuchTypedError:
        messages.error(request, _("This is too long. Write less, for example in the description."))
        return _show(request, own, form, typed, status=413)
    except FormValidationError:
        return _show(request, own, form, typed, status=422)
    except EditConflictError as error:
        return _show(request, own, form, typed, status=409, theirs=error.current)
    typed.forget_saved()
    if request.POST.get("action") == "check":
        return redirect("check_own_organisation", own.organisation.pk)
    messages.success(request, _("Saved. Visitors see it when you have sent it and it has been approved."))
    return redirect("own_organisation", own.organisation.pk)


def _show(
    request: PortalRequest,
    own: OwnOrganisation,
    form: OwnOrganisationForm,
    typed: TypedSheet,
    *,
    status: int = 200,
    theirs: PageVersion | None = None,
    is_kept: bool = False,
) -> HttpResponse:
    """``theirs``: the version that somebody has saved meanwhile; sending the form again replaces it."""
    stored = OrganisationPage.objects.get(pk=own.page.pk)
    if form.is_bound:
        form.is_valid()
    version = PageVersion.of_form(form.data) if form.is_bound else PageVersion.current(stored)
    found = []
    if theirs is not None:
        version = theirs
        found = differences(form, make_form(request, stored.get_latest_revision_as_object()))
    portal, standing = own.organisation.home_portal, review_standing(stored.pk)
    context = {
        "metadata": unlisted(str(own.organisation)),
        "organisation": own.organisation,
        "own": own,
        "form": form,
        "fields": [form[name] for name in PAGE_FIELDS if name in form.fields],
        "logo": form.instance.logo,
        "language_name": own_name(form.instance.language),
        "version": version,
        "differences": found,
        "is_conflict": theirs is not None,
        "is_kept": is_kept,
        "typed": typed,
        "is_public": stored.live,
        "standing": standing,
        "has_unsent": has_unsent_text(stored, standing),
        "public_url": f"{portal.root_url}{_public_path(own)}" if stored.live else "",
        "languages": language_states(stored, own.organisation, "organisation_language") if own.is_own else (),
        "terms": review_terms(own, request.user),
        "admin_url": "" if own.is_own else admin_form_url(request, stored),
    }
    return render(request, "editorial/own_organisations/organisation.html", context, status=status)


def _public_path(own: OwnOrganisation) -> str:
    portal, language = own.organisation.home_portal, get_language() or ""
    return organisation_path(language if language in portal.languages else portal.first_language, own.organisation.pk)


@tells_absent(absent_organisation)
@for_own_organisation("POST")
def keep(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """Keep what is being typed; the page's script asks."""
    note_looking(request.user, own.page)
    return own.typed(request).answer_to_script()


@for_own_organisation("POST")
def forget(request: PortalRequest, own: OwnOrganisation) -> HttpResponse:
    """Throw away what the person has typed and not saved."""
    own.typed(request).throw_away()
    messages.success(request, _("What you had typed is thrown away."))
    return redirect("own_organisation", own.organisation.pk)
