"""An article's readers get the original where that has changed: its title, its summary, single blocks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail_localize.models import TranslationSource

from editorial.articles.article_texts import note_translated
from editorial.articles.pages import ArticlePage
from editorial.articles.translating import SaveArticleTranslation
from regions.models import Portal
from tests.editorial.factories import make_article, news_of
from tests.editorial.test_article_translations import order, translate_all, version_of
from tests.faces.visiting import read, visit
from tests.regions.factories import make_user
from tests.search.factories import edit

TODAY = timezone.localdate().isoformat()


@pytest.fixture
def original(espoo: Portal) -> ArticlePage:
    return make_article(
        espoo,
        "Ohjeet",
        "fi",
        ("heading", "Näin"),
        ("text", "<p>Lapset voivat tulla.</p>"),
        ("quote", {"words": "Hyvä!", "speaker": ""}),
    )


def translated(original: ArticlePage, espoo: Portal) -> ArticlePage:
    page = make_article(
        espoo,
        "تعليمات",
        "ar",
        ("heading", "هكذا"),
        ("text", "<p>يمكن للأطفال الحضور.</p>"),
        ("quote", {"words": "جيد!", "speaker": ""}),
        summary="كيف تشارك.",
        slug=original.slug,
        translation_key=original.translation_key,
    )
    version = page.get_latest_revision_as_object()
    note_translated(version, original)
    version.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def blocks(*values: tuple[str, Any]) -> Any:
    return ArticlePage.body.field.stream_block.normalize(list(values))


def page_of(article: ArticlePage) -> Any:
    return read("espoo", article.public_path)


def test_changed_block_is_the_original(original: ArticlePage, espoo: Portal) -> None:
    article = translated(original, espoo)
    assert page_of(article).select(".article .only-in") == []
    changed = blocks(
        ("text", "<p>Lapset eivät voi tulla.</p>"), ("heading", "Näin"), ("quote", {"words": "Hyvä!", "speaker": ""})
    )
    edit(original, body=changed)
    shown = page_of(article).select_one(".blocks")
    words = shown.get_text(" ", strip=True)
    assert "Lapset eivät voi tulla." in words
    assert "يمكن للأطفال" not in words
    assert [tag for tag in ("هكذا", "جيد!") if tag not in words] == []
    foreign = shown.select_one('[lang="fi"][dir="ltr"]')
    assert "Lapset eivät" in foreign.get_text()
    assert len(shown.select(".mark-line")) == 2, "one about the text, and one at the block"


def test_title_and_summary_everywhere(original: ArticlePage, espoo: Portal) -> None:
    article = translated(original, espoo)
    edit(original, title="Uudet ohjeet", summary="Tule torstaina.")
    page = page_of(article)
    heading, lead = page.select_one(".article h1"), page.select_one(".article .lead")
    assert [(one.get_text(), one["lang"]) for one in (heading, lead)] == [
        ("Uudet ohjeet", "fi"),
        ("Tule torstaina.", "fi"),
    ]
    assert "Uudet ohjeet" in page.title.get_text()
    assert "تعليمات" not in str(page.head)
    [teaser] = read("espoo", news_of(espoo, "ar").url).select(".teaser")
    assert "Uudet ohjeet" in teaser.get_text()
    assert "تعليمات" not in teaser.get_text()
    assert len(teaser.select(".only-in")) == 1
    assert "جيد!" in page.get_text()


def test_translators_editor_says_what_it_was_made_from(original: ArticlePage, espoo: Portal) -> None:
    order(make_user("admin@example.net", is_superuser=True), original, "ar")
    version = version_of(original, "ar")
    assert version is not None
    translate_all(original, "ar", "عربي")
    translation = TranslationSource.objects.get().translations.get()
    SaveArticleTranslation(translation, publish=True).execute(skip_permission_checks=True)
    assert page_of(version_of(original, "ar")).select(".article .only-in") == []  # type: ignore[arg-type]
    edit(original, summary="Tule torstaina.")
    assert "Tule torstaina." in page_of(version_of(original, "ar")).get_text()  # type: ignore[arg-type]


def test_translations_from_before_are_outdated_with_the_next_change(original: ArticlePage, espoo: Portal) -> None:
    order(make_user("admin@example.net", is_superuser=True), original, "ar")
    translate_all(original, "ar", "عربي")
    translation = TranslationSource.objects.get().translations.get()
    SaveArticleTranslation(translation, publish=True).execute(skip_permission_checks=True)
    ArticlePage.objects.filter(pk=version_of(original, "ar").pk).update(text_state={})  # type: ignore[union-attr]
    edit(original, title="Uudet ohjeet")
    assert page_of(version_of(original, "ar")).select_one("h1").get_text() == "Uudet ohjeet"  # type: ignore[arg-type]


def ordered(original: ArticlePage, espoo: Portal) -> Any:
    """A public translation by wagtail-localize, and its record there."""
    order(make_user("admin@example.net", is_superuser=True), original, "ar")
    translate_all(original, "ar", "عربي")
    translation = TranslationSource.objects.get().translations.get()
    SaveArticleTranslation(translation, publish=True).execute(skip_permission_checks=True)
    return version_of(original, "ar"), translation


def heading_of(article: Any) -> str:
    return str(page_of(ArticlePage.objects.get(pk=article.pk)).select_one(".article h1").get_text())


def test_revision_from_before_keeps_what_was_assumed(original: ArticlePage, espoo: Portal) -> None:
    version, _translation = ordered(original, espoo)
    revision = edit(version, publish=False, author="Ali").latest_revision
    ArticlePage.objects.filter(pk=version.pk).update(text_state={})
    revision.content = {name: value for name, value in revision.content.items() if name != "text_state"}
    revision.save()
    edit(original, title="Uudet ohjeet")
    revision.publish()
    assert heading_of(version) == "Uudet ohjeet"


def test_change_while_the_original_isnt_public(original: ArticlePage, espoo: Portal) -> None:
    version, _translation = ordered(original, espoo)
    ArticlePage.objects.filter(pk=version.pk).update(text_state={})
    original.unpublish()
    edit(ArticlePage.objects.get(pk=original.pk), title="Uudet ohjeet")
    assert heading_of(version) == "Uudet ohjeet"


def test_stopped_translation_is_an_original_of_its_own(original: ArticlePage, espoo: Portal) -> None:
    version, translation = ordered(original, espoo)
    edit(original, title="Uudet ohjeet")
    stop(translation)
    assert heading_of(version) == "Uudet ohjeet"
    edit(ArticlePage.objects.get(pk=version.pk), title="عنوان")
    edit(ArticlePage.objects.get(pk=original.pk), title="Toiset ohjeet")
    assert heading_of(version) == "عنوان"


def stop(translation: Any) -> None:
    translation.enabled = False
    translation.save(update_fields=["enabled"])


def test_stopped_translation_follows_no_later_change(original: ArticlePage, espoo: Portal) -> None:
    """What was up to date is its own from then on; what was outdated stays so, as nobody has said that it holds."""
    version, translation = ordered(original, espoo)
    own = version.title
    edit(original, summary="Tule torstaina.")
    stop(translation)
    edit(ArticlePage.objects.get(pk=original.pk), title="Toiset ohjeet", summary="Tule perjantaina.")
    page = page_of(ArticlePage.objects.get(pk=version.pk))
    assert page.select_one(".article h1").get_text() == own
    assert page.select_one(".article .lead").get_text() == "Tule perjantaina."


def test_draft_of_a_stopped_translation_is_an_original_once_it_is_published(
    original: ArticlePage, espoo: Portal
) -> None:
    version, translation = ordered(original, espoo)
    draft = edit(version, publish=False, summary="كيف.").latest_revision
    edit(original, title="Uudet ohjeet")
    stop(translation)
    assert heading_of(version) == "Uudet ohjeet"
    draft.publish()
    assert heading_of(version) == version.title


@pytest.mark.parametrize("path", ["/ar/", None])
def test_lists_take_no_more_statements(original: ArticlePage, espoo: Portal, path: str | None) -> None:
    translated(original, espoo)
    address = path or news_of(espoo, "ar").url

    def statements() -> int:
        visit("espoo", address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            visit("espoo", address)
        return len(found)

    before = statements()
    edit(original, title="Uudet ohjeet")
    assert statements() == before
