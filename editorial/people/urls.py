"""Addresses of an organisation's people, below the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
