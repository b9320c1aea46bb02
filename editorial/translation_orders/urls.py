"""Addresses of the translators' list and of orders, below the desk."""

from django.urls import path

from editorial.translation_orders import list_views, order_views

_TEXT = "translations/<uuid:key>/<str:code>/"

urlpatterns = [
    path("translations/", list_views.translations, name="translations"),
    path(f"{_TEXT}take/", list_views.take, name="take_translation"),
    path(f"{_TEXT}give-back/", list_views.give_back, name="give_back_translation"),
    path(
        "activities/<uuid:listing_id>/languages/<str:code>/order/",
        order_views.order_of_activity,
        name="order_activity_translation",
    ),
    path(
        "organisations/<uuid:organisation_id>/languages/<str:code>/order/",
        order_views.order_of_organisation,
        name="order_organisation_translation",
    ),
]
