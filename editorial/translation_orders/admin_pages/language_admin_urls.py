"""Addresses of a portal's texts by language, in the admin."""

from django.urls import path

from editorial.translation_orders.admin_pages import language_views, order_one

urlpatterns = [
    path("translations/languages/", language_views.languages, name="text_languages"),
    path("translations/languages/<slug:slug>/", language_views.languages, name="text_languages_of"),
    path("translations/languages/<slug:slug>/<slug:code>/", language_views.texts_in_language, name="texts_in_language"),
    path("translations/order/<int:page_id>/", order_one.order, name="order_translations"),
]
