"""Addresses of remarks, below the desk."""

from django.urls import path

from editorial.remarks import answer_views

urlpatterns = [
    path("remarks/<int:remark_id>/take/", answer_views.take, name="take_suggestion"),
    path("remarks/<int:remark_id>/decline/", answer_views.decline, name="decline_suggestion"),
]
