"""Articles at the translators' desk: ordered, taken, translated block by block, reviewed, public only then."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.articles.article_texts import note_translated
from editorial.articles.pages import ArticlePage
from editorial.desk_texts.models import TypedText
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_orders.waiting_translations import WorkState, works_of
from editorial.translation_strings.source_strings import source_strings
from regions.models import Portal, PortalRole
from tests.announcing.form_data import filled
from tests.editorial.factories import draft_article, make_article
from tests.faces.visiting import read, visit
from tests.listings.admin import is_open, signed_in, url
from tests.people.visiting import at
from tests.regions.factories import make_member
from tests.search.factories import edit
from tests.translating.orders import approve, desk, latest, order, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

HEADING, TEXT, QUOTE, ACTIVITIES = (
    ("heading", "Näin"),
    ("text", '<p>Tule <b>ajoissa</b>.</p><p>Katso <a href="https://example.org/ohje">ohje</a>.</p>'),
    ("quote", {"words": "Hyvä!", "speaker": "Eeva"}),
    ("activities", {"heading": "", "addresses": ["/fi/toiminta/00000000-0000-4000-8000-000000000000/"]}),
)
#: By the original's string as one types it.
ARABIC = {
    "Ohjeet": "تعليمات",
    "Näin pääset mukaan.": "كيف تشارك.",
    "Näin": "هكذا",
    "Tule **ajoissa**.": "تعال **مبكرا**.",
    "Katso [ohje](https://example.org/ohje).": "انظر [الدليل](https://example.org/ohje).",
    "Hyvä!": "جيد!",
    "Eeva": "إيفا",
}


@pytest.fixture
def article(espoo: Portal) -> ArticlePage:
    return make_article(espoo, "Ohjeet", "fi", HEADING, TEXT, QUOTE, ACTIVITIES)


@pytest.fixture
def client(article: ArticlePage, translator: Any) -> Any:
    take(article, translator)
    return at("espoo", translator)


def translate(client: Any, article: ArticlePage, *strings: str, action: str = "save") -> Any:
    """Fill in these strings of the original, or all; what isn't asked is an error."""
    form = filled(client.get(desk(article)), action=action)
    for string in strings or ARABIC:
        form[field_of(article, string)] = [ARABIC[string]]
    return client.post(desk(article), form)


def field_of(article: ArticlePage, typed: str) -> str:
    names = {string.typed: string.name for string in source_strings(ArticlePage.objects.get(pk=article.pk))}
    return names[typed]


def state(user: Any, article: ArticlePage) -> str:
    works = works_of(type(user).objects.get(pk=user.pk))
    return next((work.state for work in works if work.key == article.translation_key), "")


def public_page(article: ArticlePage) -> Any:
    return read("espoo", version(article).public_path)


def words_of(shown: Any) -> str:
    text: str = shown.select_one(".article").get_text(" ", strip=True)
    return text


def finish(client: Any, article: ArticlePage, coordinator: Any, *strings: str) -> None:
    assert translate(client, article, *strings, action="send").status_code == 302
    approve(version(article), coordinator)


def test_an_article_is_translated_reviewed_and_asked_again_where_it_changes(
    article: ArticlePage, translator: Any, coordinator: Any
) -> None:
    assert state(translator, article) == WorkState.MISSING
    order(article, coordinator)
    assert state(translator, article) == WorkState.NEW
    take(article, translator)
    client = at("espoo", translator)
    assert translate(client, article).status_code == 302
    assert (latest(article).title, version(article).live) == ("تعليمات", False)
    assert translate(client, article, action="send").status_code == 302
    assert state(translator, article) == WorkState.IN_REVIEW
    version(article).current_workflow_task_state.specific.reject(user=coordinator)
    assert state(translator, article) == WorkState.RETURNED
    finish(client, article, coordinator)
    shown = public_page(article)
    assert [one for one in ARABIC.values() if one.split()[0].strip("*") not in words_of(shown)] == []
    assert shown.select_one('.article a[href="https://example.org/ohje"]').get_text() == "الدليل"
    assert (shown.select(".article .only-in"), state(translator, article)) == ([], "")
    edit(article, summary="Tule torstaina.")
    assert "Tule torstaina." in words_of(public_page(article))
    assert state(translator, article) == WorkState.CHANGED
    take(article, translator)
    form = filled(client.get(desk(article)), action="send")
    [empty] = [name for name, values in form.items() if name.startswith("string-") and values == [""]]
    client.post(desk(article), {**form, empty: ["تعال يوم الخميس."]})
    approve(version(article), coordinator)
    assert "تعال يوم الخميس." in words_of(public_page(article))
    assert (public_page(article).select(".article .only-in"), state(translator, article)) == ([], "")


def test_each_block_is_asked_by_its_name_and_counts_by_itself(
    article: ArticlePage, client: Any, coordinator: Any, translator: Any
) -> None:
    page = client.get(desk(article)).text
    assert [one for one in ("Heading", "Quote", "Hyvä!") if one not in page] == []
    assert "00000000-0000-4000-8000-000000000000" not in page
    finish(client, article, coordinator, "Ohjeet", "Näin pääset mukaan.", "Tule **ajoissa**.", "Hyvä!", "Eeva")
    shown = public_page(article)
    finnish = [one.get_text(" ", strip=True) for one in shown.select('.blocks [lang="fi"]')]
    assert [one for one in ("Näin", "Tule ajoissa . Katso ohje .") if one not in " ".join(finnish)] == []
    assert "جيد!" in words_of(shown)
    assert state(translator, article) == WorkState.CHANGED


def test_without_its_name_and_summary_nothing_is_sent(article: ArticlePage, client: Any) -> None:
    assert translate(client, article, "Ohjeet", "Näin", action="send").status_code == 422
    assert latest(article).title == "تعليمات"
    assert version(article).current_workflow_task_state is None


def test_what_is_gone_or_moved_in_the_original_asks_for_nothing_but_sending(
    article: ArticlePage, client: Any, coordinator: Any, translator: Any
) -> None:
    finish(client, article, coordinator)
    blocks = {block.block_type: block for block in ArticlePage.objects.get(pk=article.pk).body}
    kept = [blocks[name].get_prep_value() for name in ("quote", "heading")]
    edit(article, body=article.body.stream_block.to_python(kept))
    assert state(translator, article) == WorkState.CHANGED
    take(article, translator)
    finish(client, article, coordinator, "Hyvä!")
    assert [block.block_type for block in version(article).body] == ["quote", "heading"]
    assert ("تعال" in words_of(public_page(article)), state(translator, article)) == (False, "")


def test_facts_are_the_originals(article: ArticlePage, client: Any) -> None:
    edit(article, author="Ali", kind="story")
    translate(client, article)
    assert (latest(article).author, latest(article).kind, latest(article).slug) == ("Ali", "story", article.slug)


def test_only_the_public_text_is_translated(article: ArticlePage, client: Any) -> None:
    edit(article, publish=False, title="Luonnos")
    assert "Luonnos" not in client.get(desk(article)).text
    translate(client, article)
    assert latest(article).title == "تعليمات"


def test_what_is_typed_is_kept(article: ArticlePage, client: Any) -> None:
    form = filled(client.get(desk(article)))
    client.post(desk(article, "typed/"), {**form, field_of(article, "Näin"): ["هكذا"]})
    assert TypedText.objects.get().organisation is None
    assert "هكذا" in client.get(desk(article)).text


def test_the_preview_is_the_page_in_the_language(article: ArticlePage, client: Any) -> None:
    translate(client, article)
    shown = client.get(desk(article, "preview/")).text
    assert ('<html lang="ar"' in shown, "هكذا" in shown, visit("espoo", article.public_path).status_code) == (
        *(True, True),
        200,
    )
    assert not version(article).live


@pytest.mark.parametrize(("portal", "languages"), [("vantaa", ["ar"]), ("espoo", ["sv"])])
def test_others_dont_come_in(article: ArticlePage, portal: str, languages: list[str], request: Any) -> None:
    order(article)
    person = make_member(request.getfixturevalue(portal), PortalRole.TRANSLATOR, languages=languages)
    client = at(portal, person)
    assert client.get(desk(article, language="fi")).status_code == 404
    assert client.post(desk(article, "take/", language="fi")).status_code == 404
    assert state(person, article) in ("", WorkState.MISSING)


def test_drafts_and_the_portals_own_versions_arent_translated(
    article: ArticlePage, espoo: Portal, translator: Any
) -> None:
    draft = draft_article(espoo, "Luonnos")
    make_article(espoo, "تعليمات", "ar", slug=article.slug, translation_key=article.translation_key)
    client = at("espoo", translator)
    for page in (draft, article):
        assert client.get(desk(page)).status_code == 404
        assert state(translator, page) == ""


def test_a_translation_that_was_written_as_a_whole_isnt_asked_anew(
    article: ArticlePage, espoo: Portal, translator: Any
) -> None:
    quote = ("quote", {"words": "جيد!", "speaker": "إيفا"})
    blocks = (("heading", "هكذا"), ("text", "<p>تعال.</p>"), quote, ACTIVITIES)
    page = make_article(espoo, "تعليمات", "ar", *blocks, slug=article.slug, translation_key=article.translation_key)
    note_translated(page, article)
    page.save_revision().publish()
    edit(article, title="Uudet ohjeet")
    assert state(translator, article) == WorkState.CHANGED
    take(article, translator)
    form = filled(at("espoo", translator).get(desk(article)))
    values = {typed: form[field_of(article, typed)][0] for typed in ("Uudet ohjeet", "Näin", "Hyvä!", "Eeva")}
    assert values == {"Uudet ohjeet": "", "Näin": "هكذا", "Hyvä!": "جيد!", "Eeva": "إيفا"}
    assert form[field_of(article, "Tule **ajoissa**.")] == [""], "another number of paragraphs"


def test_a_coordinator_orders_an_article(article: ArticlePage, coordinator: Any, vantaa: Portal) -> None:
    address = reverse("order_translations", args=[article.pk])
    client = signed_in(coordinator)
    assert address in client.get(url("edit", article.pk)).content.decode()
    assert client.post(address, {"language": ["ar"]}).status_code == 302
    assert TranslationOrder.objects.get().page_key == article.translation_key
    assert not is_open(signed_in(make_member(vantaa)).get(address))


def test_statements_dont_grow_with_the_number_of_articles(
    article: ArticlePage, espoo: Portal, client: Any, translator: Any, coordinator: Any
) -> None:
    finish(client, article, coordinator)
    edit(article, title="Uudet ohjeet")

    def statements() -> int:
        client.get("/en/desk/translations/")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get("/en/desk/translations/").status_code == 200
        return len(captured)

    few = statements()
    for number in range(10):
        key = make_article(espoo, f"Ohje {number}").translation_key
        page = make_article(espoo, f"نص {number}", "ar", slug=f"ohje-{number}", translation_key=key)
        note_translated(page, article)
        page.save_revision().publish()
    assert statements() == few
    assert len(works_of(translator)) == 11
