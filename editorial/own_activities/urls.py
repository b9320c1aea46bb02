"""Addresses of a person's activities as a table, and of the changes of one that take one step, below the desk."""

from django.urls import path

from editorial.own_activities import copy_views, date_views, own_spreadsheet, record_views

_ACTIVITY = "activities/<uuid:listing_id>/"

urlpatterns = [
    path("activities/table/", own_spreadsheet.spreadsheet, name="own_spreadsheet"),
    path(f"{_ACTIVITY}copy/", copy_views.copy, name="copy_activity"),
    path(f"{_ACTIVITY}cancel-date/", date_views.cancel_date, name="cancel_activity_date"),
    path(f"{_ACTIVITY}pause/", record_views.pause, name="pause_activity"),
    path(f"{_ACTIVITY}resume/", record_views.resume, name="resume_activity"),
    path(f"{_ACTIVITY}confirm/", record_views.confirm, name="confirm_activity"),
    path(f"{_ACTIVITY}end/", record_views.end, name="end_activity"),
    path(f"{_ACTIVITY}delete/", record_views.delete, name="delete_announcement"),
]
