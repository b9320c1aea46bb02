"""Addresses of an organisation's own texts, below the desk."""

from django.urls import path

from editorial.own_organisations import check_views, correction_views, language_views, organisation_views

_ORGANISATION = "organisations/<uuid:organisation_id>/"
_LANGUAGE = f"{_ORGANISATION}languages/<str:code>/"

urlpatterns = [
    path(_ORGANISATION, organisation_views.own_organisation, name="own_organisation"),
    path(f"{_ORGANISATION}typed/", organisation_views.keep, name="keep_typed_organisation"),
    path(f"{_ORGANISATION}typed/forget/", organisation_views.forget, name="forget_typed_organisation"),
    path(f"{_ORGANISATION}check/", check_views.check, name="check_own_organisation"),
    path(f"{_ORGANISATION}preview/", check_views.preview, name="preview_own_organisation"),
    path(f"{_ORGANISATION}take-back/", check_views.take_back, name="take_back_own_organisation"),
    path(f"{_ORGANISATION}corrections/", correction_views.allow_corrections, name="allow_corrections"),
    path(_LANGUAGE, language_views.write, name="organisation_language"),
    path(f"{_LANGUAGE}typed/", language_views.keep, name="keep_typed_organisation_language"),
    path(f"{_LANGUAGE}preview/", language_views.preview, name="preview_organisation_language"),
    path(f"{_LANGUAGE}take-back/", language_views.take_back, name="take_back_organisation_language"),
]
