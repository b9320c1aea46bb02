"""Addresses of second opinions, below the desk."""

from django.urls import path

from editorial.second_opinions import opinion_views

urlpatterns = [path("opinions/<int:opinion_id>/", opinion_views.second_opinion, name="second_opinion")]
