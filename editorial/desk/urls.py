"""Addresses of the desk's own pages, below a language and ``desk/``."""

from django.urls import path

from editorial.desk import desk_views

urlpatterns = [path("", desk_views.home, name="desk")]
