"""Addresses of announcing, below the desk."""

from django.urls import path

from editorial.announcing import (
    check_views,
    co_organiser_views,
    dates_views,
    form_views,
    keep_views,
    picture_views,
    place_views,
)

_ACTIVITY = "activities/<uuid:listing_id>/"

urlpatterns = [
    path("activities/new/", form_views.new, name="new_announcement"),
    path("activities/dates/", dates_views.show_dates, name="announcement_dates"),
    path("pictures/", picture_views.take_picture, name="take_picture"),
    path("organisations/suggest/", co_organiser_views.suggest_organisations, name="suggest_organisations"),
    path("places/", place_views.suggest_places, name="suggest_places"),
    path(_ACTIVITY, form_views.edit, name="edit_announcement"),
    path(f"{_ACTIVITY}typed/", keep_views.keep, name="keep_typed"),
    path(f"{_ACTIVITY}typed/forget/", keep_views.forget, name="forget_typed"),
    path(f"{_ACTIVITY}typed/restore/", keep_views.restore, name="restore_typed"),
    path(f"{_ACTIVITY}check/", check_views.check, name="check_announcement"),
    path(f"{_ACTIVITY}check/page/", check_views.preview, name="preview_announcement"),
    path(f"{_ACTIVITY}take-back/", check_views.take_back, name="take_back_announcement"),
]
