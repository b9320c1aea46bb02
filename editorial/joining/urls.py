"""Addresses of joining, below a language."""

from django.urls import path

from editorial.joining import join_views, link_views

urlpatterns = [
    path("join/", join_views.join, name="join"),
    path("join/new/", join_views.new_request, name="join_new"),
    path("join/sent/<str:signed>/", join_views.sent, name="join_sent"),
    path("join/request/<str:signed>/", link_views.own_request, name="join_request"),
]
