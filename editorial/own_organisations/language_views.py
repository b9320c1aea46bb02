"""A second language of an organisation's own texts, at the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from editorial.desk_texts.absent_writers import tells_absent, waits_for_absent
from editorial.own_organisations.absent_forms import absent_organisation
from editorial.own_organisations.organisation_access import OwnOrganisation, for_own_organisation
from editorial.second_language import writing
from editorial.second_language.writing import SecondText
from regions.portal_request import PortalRequest


def _text(own: OwnOrganisation, code: str) -> SecondText:
    return SecondText(
        source=own.page,
        organisation=own.organisation,
        code=code,
        url_name="organisation_language",
        back_url=reverse("own_organisation", args=[own.organisation.pk]),
        check_url=reverse("check_own_organisation", args=[own.organisation.pk]),
    )


@waits_for_absent(absent_organisation)
@for_own_organisation("GET", "HEAD", "POST")
def write(request: PortalRequest, own: OwnOrganisation, code: str) -> HttpResponse:
    return writing.write(request, _text(own, code))


@tells_absent(absent_organisation)
@for_own_organisation("POST")
def keep(request: PortalRequest, own: OwnOrganisation, code: str) -> HttpResponse:
    return writing.keep(request, _text(own, code))


@for_own_organisation("GET", "HEAD")
def preview(request: PortalRequest, own: OwnOrganisation, code: str) -> HttpResponse:
    return writing.preview(request, _text(own, code))


@for_own_organisation("POST")
def take_back(request: PortalRequest, own: OwnOrganisation, code: str) -> HttpResponse:
    return writing.take_back(request, _text(own, code))
