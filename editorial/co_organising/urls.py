"""Addresses of what others say of an organisation, below the desk."""

from django.urls import path

from editorial.co_organising import views

_NAMED = "organisations/<uuid:organisation_id>/named/"

urlpatterns = [
    path(_NAMED, views.mentions, name="mentions"),
    path(f"{_NAMED}<uuid:listing_id>/", views.mention, name="co_organising"),
]
