"""Where anybody asks to be let in to an organisation, beside joining with a new one."""

from django.urls import path

from editorial.people import access_views

urlpatterns = [path("<uuid:organisation_id>/", access_views.ask, name="ask_to_be_let_in")]
