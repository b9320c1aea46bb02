"""Addresses with a review screen."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("admin/review/<int:state_id>/", lambda request, state_id: HttpResponse(), name="review_screen")]
