"""Addresses of requests to join in the admin."""

from django.urls import path

from editorial.joining import request_views

urlpatterns = [
    path("joining/", request_views.join_requests, name="editorial_join_requests"),
    path("joining/<uuid:request_id>/", request_views.join_request, name="editorial_join_request"),
    path(
        "joining/<uuid:request_id>/<slug:name>/",
        request_views.answer_join_request,
        name="editorial_answer_join_request",
    ),
]
