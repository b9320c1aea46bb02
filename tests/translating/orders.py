"""Ordering and taking texts, and filling in the page of a translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from editorial.translation_orders.actions.order_translation import OrderTranslation
from editorial.translation_orders.actions.take_translation import TakeTranslation
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.translated_texts import TranslatedText, public_text
from editorial.translation_strings.source_strings import source_strings
from tests.announcing.form_data import filled


def text_of(page: Any, code: str = "ar") -> TranslatedText:
    text = public_text(page.translation_key, code)
    assert text is not None
    return text


def order(page: Any, by: Any = None, code: str = "ar") -> TranslationOrder:
    return OrderTranslation(text_of(page, code), by).execute()


def take(page: Any, by: Any, code: str = "ar") -> None:
    TakeTranslation(text_of(page, code), by).execute()


def desk(page: Any, rest: str = "", code: str = "ar", language: str = "en") -> str:
    return f"/{language}/desk/translations/{page.translation_key}/{code}/{rest}"


def names(page: Any) -> dict[str, list[str]]:
    """The names of the form's fields, by field of the page."""
    found: dict[str, list[str]] = {}
    for string in source_strings(type(page).objects.get(pk=page.pk)):
        found.setdefault(string.field, []).append(string.name)
    return found


def sent(client: Any, page: Any, texts: Mapping[str, Sequence[str]], action: str = "save", code: str = "ar") -> Any:
    """Fill in strings by field, in their order, and send the form."""
    by_field = names(page)
    form = filled(client.get(desk(page, code=code)), action=action)
    for field, values in texts.items():
        one_by_one = [values] if isinstance(values, str) else values
        for name, value in zip(by_field[field], one_by_one, strict=False):
            form[name] = [value]
    return client.post(desk(page, code=code), form)


def version(page: Any, code: str = "ar") -> Any:
    return type(page).objects.filter(translation_key=page.translation_key, locale__language_code=code).first()


def latest(page: Any, code: str = "ar") -> Any:
    return version(page, code).get_latest_revision_as_object()


def approve(page: Any, coordinator: Any) -> None:
    stored = type(page).objects.get(pk=page.pk)
    stored.current_workflow_task_state.specific.approve(user=coordinator)
