"""Addresses of the list in the admin."""

from django.urls import path

from editorial.waiting_reviews import waiting_views

urlpatterns = [path("review/", waiting_views.waiting_reviews, name="waiting_reviews")]
