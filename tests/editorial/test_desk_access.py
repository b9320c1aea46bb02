"""Who comes in to the desk."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def test_the_anonymous_sign_in_first_and_come_back() -> None:
    answer = Client().get("/ar/desk/", headers={"host": "espoo.localhost"})
    assert (answer.status_code, answer["Location"]) == (302, "/ar/sign-in/?next=/ar/desk/")


def test_a_person_who_is_signed_in_has_a_desk_in_every_language_of_the_portal() -> None:
    person = get_user_model().objects.create_user("anna@example.org", "anna@example.org")
    client = Client(headers={"host": "espoo.localhost"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/sv/desk/")
    assert answer.status_code == 200
    assert 'href="/ar/desk/"' in answer.text
    assert client.get("/so/desk/").status_code == 404


def test_who_is_signed_in_is_not_asked_to_sign_in() -> None:
    person = get_user_model().objects.create_user("anna@example.org", "anna@example.org")
    client = Client(headers={"host": "espoo.localhost"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert 'href="/fi/sign-in/"' not in client.get("/fi/desk/").text
    assert client.get("/fi/").text.count('href="/fi/sign-in/"') == 2
