"""Addresses of an organisation's people, below the desk."""

from django.urls import path

from editorial.people import access_views, member_views, organisation_people

_PEOPLE = "organisations/<uuid:organisation_id>/people/"
_PERSON = f"{_PEOPLE}<int:membership_id>/"
_INVITATION = f"{_PEOPLE}invitations/<uuid:invitation_id>/"

urlpatterns = [
    path(_PEOPLE, organisation_people.show, name="organisation_people"),
    path(f"{_PEOPLE}leave/", member_views.leave, name="leave_organisation"),
    path(f"{_PERSON}role/", member_views.change_role, name="change_member_role"),
    path(f"{_PERSON}hand-over/", member_views.hand_over, name="hand_over"),
    path(f"{_PERSON}remove/", member_views.remove, name="remove_member"),
    path(f"{_INVITATION}again/", member_views.send_invitation_again, name="send_invitation_again"),
    path(f"{_INVITATION}withdraw/", member_views.withdraw_invitation, name="withdraw_invitation"),
    path(f"{_PEOPLE}requests/<uuid:request_id>/", access_views.answer, name="answer_access_request"),
]
