"""What a field doesn't take is said in the reader's language, also where Django has no words in it."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.utils import translation

from editorial.desk.field_faults import word_faults

#: A field, and what it doesn't take.
FAULTY: list[tuple[Any, str]] = [
    (forms.CharField, ""),
    (lambda: forms.CharField(max_length=3), "viisi"),
    (lambda: forms.ChoiceField(choices=[("a", "a")]), "b"),
    (forms.EmailField, "ei osoite"),
    (lambda: forms.URLField(assume_scheme="https"), "ei osoite"),
    (forms.IntegerField, "monta"),
    (forms.DecimalField, "monta"),
    (lambda: forms.IntegerField(min_value=1), "0"),
    (lambda: forms.IntegerField(max_value=9), "10"),
]


def said(make: Any, value: str, language: str) -> str:
    field = make()
    word_faults(field)
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(value)
        return " ".join(refused.value.messages)


@pytest.mark.parametrize(("make", "value"), FAULTY)
def test_every_language_has_words_of_its_own(make: Any, value: str) -> None:
    languages = ("fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et")
    assert len({said(make, value, language) for language in languages}) == len(languages)


def test_a_fields_own_words_stay() -> None:
    field = forms.CharField(error_messages={"required": "Kirjoita nimi."})
    word_faults(field)
    assert field.error_messages["required"] == "Kirjoita nimi."
