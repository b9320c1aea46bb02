"""Addresses of wishes, below a language. The search is the address's query."""

from django.urls import path

from editorial.wishes import wish_views

urlpatterns = [
    path("wish/", wish_views.wish, name="wish"),
    path("wish/sent/", wish_views.sent, name="wish_sent"),
]
