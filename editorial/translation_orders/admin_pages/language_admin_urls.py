"""Addresses of a portal's texts by language, in the admin."""

from django.urls import path

from editorial.translation_orders.admin_pages import language_views

urlpatterns = [
    path("translations/languages/", language_views.languages, name="text_languages"),
    path("translations/languages/<slug:slug>/", language_views.languages, name="text_languages_of"),
    path("translations/order/<int:page_id>/", language_views.order, name="order_translations"),
]
