"""Addresses of the review screen in the admin."""

from django.urls import path

from editorial.review_screen import reason_views, screen_views

urlpatterns = [
    path("review/<int:state_id>/", screen_views.review_screen, name="review_screen"),
    path("review/<int:state_id>/look/", screen_views.look, name="review_look"),
    path("review/<int:state_id>/look/cards/", screen_views.look_cards, name="review_look_cards"),
    path("return-reasons/", reason_views.return_reasons, name="return_reasons"),
    path("return-reasons/add/<slug:portal>/", reason_views.add_reason, name="add_return_reason"),
    path("return-reasons/<int:reason_id>/", reason_views.change_reason, name="change_return_reason"),
    path("return-reasons/<int:reason_id>/delete/", reason_views.delete_reason, name="delete_return_reason"),
]
