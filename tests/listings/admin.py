"""Helpers for the admin: signed-in clients, URLs, and forms as a browser sends them."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

ADMIN_HOST = "kototori.localhost:8000"


def signed_in(user: Any) -> Client:
    """Return a client of the admin in which this person is signed in."""
    client = Client(headers={"host": ADMIN_HOST})
    client.force_login(user)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def is_open(answer: Any) -> bool:
    """Whether the page is shown: Wagtail redirects to the admin's front page without the right to it."""
    return bool(answer.status_code == 200)


def hidden_fields(answer: Any) -> dict[str, Any]:
    """Return what the form of a page carries beside its fields: its key, and the version that it was made from."""
    names = ("loaded_revision_id", "loaded_revision_created_at", "edit_form_key")
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    fields = {name: page.select_one(f'input[name="{name}"]') for name in names}
    return {name: str(field["value"]) for name, field in fields.items() if field is not None}


def form_of(client: Any, address: str, **values: Any) -> dict[str, Any]:
    """Return what a browser would send from the form at an address, with some values changed."""
    answer = client.get(address)
    form = answer.context["form"]
    data: dict[str, Any] = hidden_fields(answer)
    for part in (form, *form.formsets.values()):
        forms = [part] if part is form else [part.management_form, *part.forms]
        for fields in forms:
            for field in fields:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = value
    data["description"] = rich_text(str(data.get("description") or ""))
    return {key: value for key, value in (data | values).items() if value is not None}
