"""Admin URLs of a portal's people."""

from django.urls import path

from editorial.people.portal_people import (
    access_request_views,
    invitation_views,
    organisation_people_views,
    people_views,
    role_views,
)

urlpatterns = [
    path("people/", people_views.people, name="people"),
    path("people/<slug:slug>/", people_views.people, name="people_of"),
    path("people/<slug:slug>/invite/", invitation_views.invite, name="people_invite"),
    path("people/<slug:slug>/roles/<int:membership_id>/", role_views.change_role, name="people_change_role"),
    path("people/<slug:slug>/roles/<int:membership_id>/remove/", role_views.remove_role, name="people_remove_role"),
    path(
        "people/<slug:slug>/invitations/<uuid:invitation_id>/send/", invitation_views.resend, name="people_send_again"
    ),
    path(
        "people/<slug:slug>/invitations/<uuid:invitation_id>/withdraw/",
        invitation_views.take_back,
        name="people_withdraw",
    ),
    path(
        "people/<slug:slug>/organisations/<uuid:organisation_id>/invite/",
        invitation_views.invite_to_organisation,
        name="people_invite_to_organisation",
    ),
    path(
        "people/<slug:slug>/members/<int:membership_id>/",
        organisation_people_views.change_member,
        name="people_change_member",
    ),
    path(
        "people/<slug:slug>/members/<int:membership_id>/remove/",
        organisation_people_views.remove_member,
        name="people_remove_member",
    ),
    path(
        "people/<slug:slug>/requests/<uuid:request_id>/let-in/",
        access_request_views.let_person_in,
        name="people_let_in",
    ),
    path(
        "people/<slug:slug>/requests/<uuid:request_id>/turn-down/",
        access_request_views.turn_down,
        name="people_turn_down",
    ),
]
