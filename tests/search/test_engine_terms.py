"""From texts to terms."""

from search.documents.terms import MAX_TERMS, document_terms


def weights(texts: dict[str, dict[str, str]], names: list[tuple[str, str]] | None = None) -> dict[str, str]:
    return dict(document_terms(texts, names or []))


def test_a_term_has_the_weight_of_its_best_place() -> None:
    terms = weights({"fi": {"title": "Kielikahvila", "summary": "Kahvila", "description": "<p>Kielikahvila, tee</p>"}})
    assert terms["e_kielikahvila"] == "A"
    assert terms["e_kahvila"] == "C"
    assert terms["e_tee"] == "D"


def test_names_weigh_between_title_and_summary() -> None:
    assert weights({"fi": {"title": "Kerho"}}, [("Siltasanat ry", "fi")])["e_siltasanat"] == "B"


def test_each_text_is_read_in_its_language() -> None:
    terms = weights({"fi": {"title": "kahviloissa"}, "sv": {"title": "kurserna"}})
    assert "l_kahvila" in terms
    assert "l_kurs" in terms


def test_tags_part_words_and_entities_are_characters() -> None:
    terms = weights({"fi": {"title": "a < b", "description": "<p>kerho</p><p>tee &amp; kahvi</p>"}})
    assert {"e_kerho", "e_tee", "e_kahvi"} <= set(terms)
    assert not any("amp" in term for term in terms)


def test_an_endless_text_loses_its_end_and_not_its_title() -> None:
    endless = " ".join(f"sana{number}x" for number in range(MAX_TERMS))
    terms = document_terms({"en": {"title": "Choir", "description": endless}})
    assert ("e_choir", "A") in terms
    assert len(terms) == MAX_TERMS
