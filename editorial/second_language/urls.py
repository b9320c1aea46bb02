"""Addresses of an activity's second languages, below the desk."""

from django.urls import path

from editorial.second_language import activity_views

_LANGUAGE = "activities/<uuid:listing_id>/languages/<str:code>/"

urlpatterns = [
    path(_LANGUAGE, activity_views.write, name="activity_language"),
    path(f"{_LANGUAGE}typed/", activity_views.keep, name="keep_typed_language"),
    path(f"{_LANGUAGE}preview/", activity_views.preview, name="preview_language"),
    path(f"{_LANGUAGE}take-back/", activity_views.take_back, name="take_back_language"),
]
