"""Addresses of the page of a translation, below the desk."""

from django.urls import path

from editorial.translating import translating_views

_TEXT = "translations/<uuid:key>/<str:code>/"

urlpatterns = [
    path(_TEXT, translating_views.translate, name="translate"),
    path(f"{_TEXT}typed/", translating_views.keep, name="keep_typed_translation"),
    path(f"{_TEXT}preview/", translating_views.preview, name="preview_translation"),
    path(f"{_TEXT}take-back/", translating_views.take_back, name="take_back_translation"),
]
