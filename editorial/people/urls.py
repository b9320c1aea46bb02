"""Addresses of an organisation's people, below the desk."""

from django.urls import path

from editorial.people import organisation_people

urlpatterns = [
    path("organisations/<uuid:organisation_id>/people/", organisation_people.show, name="organisation_people"),
]
