"""Addresses of wishes in the admin."""

from django.urls import path

from editorial.wishes import wish_admin_views

urlpatterns = [
    path("wishes/", wish_admin_views.wishes, name="editorial_wishes"),
    path("wishes/csv/", wish_admin_views.wishes_csv, name="editorial_wishes_csv"),
    path("wishes/<int:wish_id>/seen/", wish_admin_views.see_wish, name="editorial_see_wish"),
]
