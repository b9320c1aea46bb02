"""An article is translated in wagtail-localize's editor and becomes public by review alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from editorial.articles.pages import ArticlePage
from regions.models import Portal
from tests.editorial.factories import make_article
from tests.faces.visiting import visit
from tests.listings.admin import signed_in, url
from tests.regions.factories import make_member, make_user
from tests.search.factories import edit, locale


@pytest.fixture
def coordinator(espoo: Portal) -> Any:
    return make_member(espoo)


@pytest.fixture
def admin(national: Portal) -> Any:
    return make_user("admin@example.net", is_superuser=True)


@pytest.fixture
def article(espoo: Portal) -> ArticlePage:
    return make_article(
        espoo,
        "Kielikahvilan ohjeet",
        "fi",
        ("heading", "Näin pääset mukaan"),
        ("text", "<p>Tule <b>ajoissa</b>.</p>"),
        ("activities", {"heading": "", "addresses": ["/fi/toiminta/00000000-0000-4000-8000-000000000000/"]}),
        author="Eeva",
    )


def order(user: Any, page: ArticlePage, language: str) -> Any:
    """Order it with wagtail-localize, as superusers can."""
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return signed_in(user).post(address, {"locales": [locale(language).pk], "include_subtree": ""})


def version_of(page: ArticlePage, language: str) -> ArticlePage | None:
    return ArticlePage.objects.filter(translation_key=page.translation_key, locale__language_code=language).first()


def translate_all(page: ArticlePage, language: str, words: str = "svenska") -> None:
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale(language))
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{words} {segment.order}"},
        )


def test_ordered_translation_is_a_draft_below_its_languages_news(
    espoo: Portal, article: ArticlePage, admin: Any
) -> None:
    order(admin, article, "sv")
    version = version_of(article, "sv")
    assert version is not None
    assert (version.live, version.get_parent().slug, version.slug) == (False, "aktuellt", article.slug)
    assert visit("espoo", version.public_path).status_code == 200  # the Finnish one, marked
    assert 'lang="fi"' in visit("espoo", version.public_path).content.decode()


def test_a_language_that_the_portal_lacks_is_not_offered(article: ArticlePage, admin: Any) -> None:
    assert order(admin, article, "ru").status_code == 200
    assert version_of(article, "ru") is None


def test_coordinators_order_nothing_with_localize(article: ArticlePage, coordinator: Any, vantaa: Portal) -> None:
    for person in (coordinator, make_member(vantaa)):
        assert order(person, article, "sv").status_code == 404
    assert version_of(article, "sv") is None


def test_translators_get_texts_and_no_addresses(article: ArticlePage, admin: Any) -> None:
    order(admin, article, "sv")
    source = Translation.objects.get(source__object_id=article.translation_key).source
    strings = {segment.string.data for segment in source.stringsegment_set.select_related("string")}
    assert strings == {
        "Kielikahvilan ohjeet",
        "Näin pääset mukaan.",
        "Näin pääset mukaan",
        "Tule <b>ajoissa</b>.",
    }


def test_translation_is_reviewed_before_it_is_public(article: ArticlePage, coordinator: Any, admin: Any) -> None:
    client = signed_in(coordinator)
    order(admin, article, "sv")
    translate_all(article, "sv")
    version = version_of(article, "sv")
    assert version is not None
    client.post(url("edit", version.pk), {"action": "submit"})
    version = version_of(article, "sv")
    assert version is not None
    assert (version.live, version.workflow_in_progress) == (False, True)
    version.current_workflow_task_state.approve(user=coordinator)
    text = visit("espoo", version.public_path).content.decode()
    assert ("svenska" in text, "Eeva" in text) == (True, True)


def test_an_incomplete_translation_is_not_published(article: ArticlePage, coordinator: Any, admin: Any) -> None:
    client = signed_in(coordinator)
    order(admin, article, "sv")
    version = version_of(article, "sv")
    assert version is not None
    client.post(url("edit", version.pk), {"action": "publish"})
    version = version_of(article, "sv")
    assert version is not None
    assert not version.live


def test_update_from_the_source_leaves_the_published_text(article: ArticlePage, coordinator: Any, admin: Any) -> None:
    client = signed_in(coordinator)
    order(admin, article, "sv")
    translate_all(article, "sv")
    version = version_of(article, "sv")
    assert version is not None
    client.post(url("edit", version.pk), {"action": "publish"})
    public = visit("espoo", version.public_path).content.decode()
    assert "svenska" in public
    edit(article, title="Uudet ohjeet")
    translation = Translation.objects.get(source__object_id=article.translation_key)
    signed_in(admin).post(reverse("wagtail_localize:update_translations", args=[translation.source.pk]), {})
    translate_all(article, "sv", "osedd")
    translation.refresh_from_db()
    translation.save_target(publish=False)
    after = visit("espoo", version.public_path).content.decode()
    assert ("osedd" in after, "svenska" in after) == (False, True)
    assert '<h1 lang="fi" dir="ltr">Uudet ohjeet</h1>' in after, "the original, as long as its change isn't translated"
