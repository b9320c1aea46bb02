"""Addresses of joining, below a language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
