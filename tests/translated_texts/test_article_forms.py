"""Who writes an article in Wagtail's form says there whether only its wording changes."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.test.utils.form_data import rich_text

from editorial.articles.article_texts import note_translated
from editorial.articles.pages import ArticlePage
from listings.translated_texts.origins import outdated_names
from regions.models import Portal
from tests.editorial.factories import make_article
from tests.editorial.test_article_rights import sent
from tests.listings.admin import hidden_fields, signed_in, url
from tests.regions.factories import make_member

NEW = "Näin pääset mukaan!"


@pytest.fixture
def original(espoo: Portal) -> ArticlePage:
    return make_article(espoo, "Ohjeet", "fi", ("text", "<p>Tule.</p>"))


@pytest.fixture
def version(original: ArticlePage, espoo: Portal) -> ArticlePage:
    family = {"slug": original.slug, "translation_key": original.translation_key}
    page = make_article(espoo, "تعليمات", "ar", ("text", "<p>تعال.</p>"), summary="كيف تشارك.", **family)
    draft = page.get_latest_revision_as_object()
    note_translated(draft, original)
    draft.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def ticked_in(client: Any, page: ArticlePage) -> Any:
    """What the tick of the page's form says; None where it isn't asked."""
    form = client.get(url("edit", page.pk)).context["form"]
    return form["only_wording"].value() if "only_wording" in form.fields else None


def save(client: Any, page: ArticlePage, **values: Any) -> Any:
    """Send the form of the page with another summary."""
    edit = url("edit", page.pk)
    texts = {"title": page.title, "slug": page.slug, "body": [("text", rich_text("<p>Tule.</p>"))], "summary": NEW}
    answer = client.post(edit, sent(**texts, **values) | hidden_fields(client.get(edit)))
    assert answer.status_code == 302
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(("ticked", "left"), [({"only_wording": "on"}, []), ({}, ["summary"])])
def test_writer_says_it(
    original: ArticlePage, version: ArticlePage, espoo: Portal, ticked: dict[str, str], left: list[str]
) -> None:
    client = signed_in(make_member(espoo))
    assert ticked_in(client, original) is False
    draft = save(client, original, **ticked)
    assert (draft.summary, outdated_names(version, draft)) == (NEW, left)
    assert ticked_in(client, original) is not bool(left)


def test_writer_takes_it_back(original: ArticlePage, version: ArticlePage, espoo: Portal) -> None:
    client = signed_in(make_member(espoo))
    save(client, original, only_wording="on")
    assert outdated_names(version, save(client, original)) == ["summary"]


def test_nobody_is_asked_where_nothing_depends_on_it(original: ArticlePage, espoo: Portal) -> None:
    assert ticked_in(signed_in(make_member(espoo)), original) is None


def test_translations_are_not_asked(version: ArticlePage, espoo: Portal) -> None:
    assert ticked_in(signed_in(make_member(espoo)), version) is None
