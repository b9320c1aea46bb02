"""Which terms a text has. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from editorial.glossary.term_words import Word, term_words, words_of
from editorial.glossary.terms import Term


class TermFinder:
    """Finds terms of one language. Of terms that overlap the longer one counts."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self.language = language
        self._by_first: dict[str, list[tuple[Term, tuple[frozenset[str], ...]]]] = defaultdict(list)
        for term in terms:
            words = term_words(term.text, language)
            for form in words[0] if words else ():
                self._by_first[form].append((term, words))

    def terms_in(self, text: str) -> list[Term]:
        """Return the terms of a text in reading order, each once."""
        words = words_of(text, self.language)
        found: dict[Term, None] = {}
        at = 0
        while at < len(words):
            term, length = self._longest(words[at:])
            if term is not None:
                found.setdefault(term)
            at += max(length, 1)
        return list(found)

    def _longest(self, words: Sequence[Word]) -> tuple[Term | None, int]:
        """The longest term that begins here, the first of equally long ones; and its number of words."""
        best: Term | None = None
        longest = 0
        for form in words[0].forms:
            for term, wanted in self._by_first.get(form, ()):
                if len(wanted) > longest and _begins(words, wanted, term):
                    best, longest = term, len(wanted)
        return best, longest


def _begins(words: Sequence[Word], wanted: tuple[frozenset[str], ...], term: Term) -> bool:
    """Whether the words begin with a term. What a term writes small is no name: "Suomessa" isn't the language."""
    if len(words) < len(wanted) or (words[0].is_name and not term.text[:1].isupper()):
        return False
    return all(word.forms & forms for word, forms in zip(words, wanted, strict=False))
