"""Addresses of moving and of remarks in the admin."""

from django.urls import path

from editorial.moving import move_views, remark_views

urlpatterns = [
    path("review/move/activity/<uuid:listing_id>/", move_views.ask_to_move_listing, name="ask_to_move_listing"),
    path(
        "review/move/organisation/<uuid:organisation_id>/",
        move_views.ask_to_move_organisation,
        name="ask_to_move_organisation",
    ),
    path("review/moves/<uuid:move_id>/", move_views.move_request, name="move_request"),
    path("review/remark/<uuid:listing_id>/", remark_views.send_remark, name="send_remark"),
]
