"""Characters that nobody sees and that mean nothing don't get into texts, by any way of writing."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from taggit.models import Tag
from wagtail.models import Comment, TaskState
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import StringTranslation

from listings.models import ActivityPage, ConceptLabel, Listing, Venue
from regions.models import Portal
from regions.rich_text import clean_html, clean_stored_html
from regions.written.clean_forms import clean_data
from regions.written.clean_models import clean_texts
from regions.written.clean_text import clean_text, clean_value
from tests.listings.admin import form_of, signed_in, url

NOISE = (
    *(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\ufeff", "\ud800", "\udfff", "\u2028"),
)
#: Words with noise between them.
texts = st.lists(st.sampled_from(NOISE) | st.text(alphabet="aäصक👍🏽‌ \t\n", max_size=4) | st.characters()).map("".join)


def has_noise(text: str, *, lines: bool) -> bool:
    """Judged by Unicode's properties, not by the table of the code."""
    allowed = "\t\n" if lines else ""
    return any(
        (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in allowed)
        or ord(character) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(character) <= 0xFDEF
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF")
        for character in text
    )


@given(text=texts, lines=st.booleans())
def test_no_noise_remains_and_nothing_else_is_lost(text: str, lines: bool) -> None:
    cleaned = clean_text(text, lines=lines)
    assert not has_noise(cleaned, lines=lines)
    assert clean_text(cleaned, lines=lines) == cleaned
    assert len(cleaned) <= len(text)
    cleaned.encode()

    def seen(of: str) -> list[str]:
        return [one for one in of if unicodedata.category(one)[0] in "LMNPS"]

    assert seen(cleaned) == seen(text)


@given(text=texts)
def test_every_isolate_that_remains_is_closed_in_its_line(text: str) -> None:
    for line in clean_text(text, lines=True).split("\n"):
        depth = 0
        for character in line:
            depth += {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}.get(character, 0)
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    ("text", "one_line", "several"),
    [
        ("Kieli\x00kah\x08vila\ufffe", "Kielikahvila", "Kielikahvila"),
        ("Tule\x0bmukaan", "Tule mukaan", "Tule\nmukaan"),
        ("a\r\nb\rc\td", "a b c\td".replace("\t", " "), "a\nb\nc\td"),
        ("\u202eabc\u202c", "abc", "abc"),
        ("\u2067طه\u2069 \u2066x", "\u2067طه\u2069 x", "\u2067طه\u2069 x"),
        ("\ud83d\ude00", "😀", "😀"),
        ("می‌خواهم \u200f(1)", "می‌خواهم \u200f(1)", "می‌خواهم \u200f(1)"),
        ("👩‍👩‍👧", "👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_examples(text: str, one_line: str, several: str) -> None:
    assert (clean_text(text), clean_text(text, lines=True)) == (one_line, several)


@pytest.mark.django_db  # a new page asks for its content type, unless another test of the process has
@given(text=texts)
def test_every_kind_of_field_is_cleaned(text: str) -> None:
    label = ConceptLabel(label=text, help=text, synonyms=[text, text])
    activity = ActivityPage(title=text, description=text, online_url=text, sign_up_phone=text)
    for instance in (label, activity):
        clean_texts(instance)
    single = (label.label, label.help, *label.synonyms, activity.title, activity.online_url, activity.sign_up_phone)
    assert not any(has_noise(value, lines=False) for value in single)
    assert not has_noise(activity.description, lines=True)


@given(text=texts)
def test_values_of_json_are_cleaned(text: str) -> None:
    value = clean_value({text: [text, {"inner": text}, 1, None, True]})
    [(key, items)] = value.items()
    assert not has_noise(key, lines=False)
    assert not has_noise(items[0] + items[1]["inner"], lines=True)
    assert items[2:] == [1, None, True]


@given(text=texts)
def test_forms_read_clean_texts(text: str) -> None:
    query = QueryDict(mutable=True)
    query.setlist("title", [text, "x"])
    cleaned = clean_data(query)
    assert not has_noise(cleaned.getlist("title")[0].replace("\r\n", "\n"), lines=True)
    assert cleaned.getlist("title")[1] == "x"
    assert clean_data(cleaned) == cleaned


@pytest.mark.parametrize("clean", [clean_html, clean_stored_html])
@pytest.mark.parametrize("reference", ["&#11;", "&#x8;", "&#127;", "&#xfffe;", "&#x202e;", "\x1f"])
def test_noise_written_as_references_is_cleaned(clean: Any, reference: str) -> None:
    assert not has_noise(clean(f"<p>a{reference}b</p>"), lines=True)


DIRTY = "Ki\x08eli\x1fkahvila\ufffe\u202e"


@pytest.mark.django_db
class TestWaysOfWriting:
    def test_page_and_its_revisions(self, activity: Any) -> None:
        activity.title, activity.summary, activity.description = DIRTY, f"A{DIRTY}", f"<p>{DIRTY}</p>"
        activity.contacts.add(
            activity.contacts.model(name=DIRTY, email="a@example.org", consent_on=timezone.localdate())
        )
        activity.tags.add(DIRTY)
        revision = activity.save_revision()
        assert not has_noise(str(revision.content), lines=False)
        revision.publish()
        live = ActivityPage.objects.get(pk=activity.pk)
        assert (live.title, live.draft_title, live.summary) == ("Kielikahvila", "Kielikahvila", "AKielikahvila")
        assert live.description == "<p>Kielikahvila</p>"
        assert live.contacts.get().name == "Kielikahvila"
        assert [tag.name for tag in live.tags.all()] == ["Kielikahvila"]

    def test_title_of_noise_alone_is_no_title(self, activity: Any) -> None:
        activity.title = "\x00\x08\ufffe"
        with pytest.raises(ValidationError) as refusal:
            activity.full_clean()
        assert "title" in refusal.value.message_dict

    def test_records_and_venues(self, activity: Any, espoo: Portal) -> None:
        record = Listing.objects.get(pk=activity.translation_key)
        record.status_reason = DIRTY
        record.save(update_fields=["status_reason"])
        record.refresh_from_db()
        assert record.status_reason == "Kielikahvila"
        assert Venue.objects.create(name=DIRTY, municipality_id="049").name == "Kielikahvila"
        espoo.contact_name = DIRTY
        espoo.save()
        assert espoo.contact_name == "Kielikahvila"

    def test_form_of_an_activity(self, activity: Any, coordinator: Any) -> None:
        client, address = signed_in(coordinator), url("edit", activity.pk)
        data = form_of(client, address, title=DIRTY, summary=f"Tule\x0b{DIRTY}", place_details="\x07\x01")
        data["description"] = rich_text(f"<p>{DIRTY}</p>")
        answer = client.post(address, data | {"action-publish": "1"})
        assert answer.status_code == 302
        live = ActivityPage.objects.get(pk=activity.pk)
        assert (live.title, live.summary, live.place_details) == ("Kielikahvila", "Tule Kielikahvila", "")
        assert "Kielikahvila" in live.description
        assert not has_noise(str(live.get_latest_revision().content), lines=True)

    def test_title_of_noise_alone_is_asked_for_again(self, activity: Any, coordinator: Any) -> None:
        client, address = signed_in(coordinator), url("edit", activity.pk)
        answer = client.post(address, form_of(client, address, title="\x0b\u202e\x1f") | {"action-publish": "1"})
        assert answer.status_code == 200
        assert "title" in answer.context["form"].errors

    @pytest.mark.parametrize("model", [StringTranslation, Comment, TaskState, Tag])
    def test_texts_beside_pages(self, model: Any) -> None:
        """What translations (by hand or as a file), comments, reviews and tags say."""
        assert pre_save.has_listeners(model)
        [name] = {"data", "text", "comment", "name"} & {field.name for field in model._meta.fields}
        instance = model(**{name: DIRTY})
        pre_save.send(model, instance=instance, raw=False, using="default", update_fields=None)
        assert getattr(instance, name) == "Kielikahvila"
