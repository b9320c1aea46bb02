"""The admin as a browser sees it: addresses, whether they open, and forms as they are sent back."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

ADMIN_HOST = "kototori.localhost:8000"


def signed_in(user: Any) -> Client:
    """A browser of the admin in which this person is signed in."""
    client = Client(headers={"host": ADMIN_HOST})
    client.force_login(user)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def is_open(answer: Any) -> bool:
    """Wagtail sends whoever may not see a page back to the start of the admin."""
    return bool(answer.status_code == 200)


def form_of(client: Any, address: str, **values: Any) -> dict[str, Any]:
    """What a browser would send back from the form at an address, with some values changed."""
    form = client.get(address).context["form"]
    data: dict[str, Any] = {}
    for part in (form, *form.formsets.values()):
        forms = [part] if part is form else [part.management_form, *part.forms]
        for fields in forms:
            for field in fields:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = value
    data["description"] = rich_text(str(data.get("description") or ""))
    return {key: value for key, value in (data | values).items() if value is not None}
