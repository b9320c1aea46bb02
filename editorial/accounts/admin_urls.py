"""Wagtail's addresses of signing in, which lead to ours. Include them before Wagtail's, where the admin is."""

from django.urls import path, re_path

from editorial.accounts.admin_doors import to_sign_in

urlpatterns = [
    path("login/", to_sign_in),
    re_path(r"^password_reset/", to_sign_in),
]
