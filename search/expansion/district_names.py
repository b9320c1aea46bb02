"""Names of parts of towns in a query. Which of them exist has to be looked up in the documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from search.analysis import Kind, phrase_keys
from search.analysis.finnish import is_known, readings
from search.analysis.folding import fold
from search.analysis.tokens import Script, script_of
from search.expansion.place_names import NOT_A_DISTRICT
from search.expansion.table import PhraseTable
from search.expansion.typed_words import TypedWord


def district_names(run: list[TypedWord], language: str, table: PhraseTable) -> list[str]:
    """Return names of parts of town that the run may be, as listings write them.

    They are the run's basic form, the run as typed (the Swedish stem of "Tapiola" is "Tapiol"), and its translations.
    Arabic letters have no capitals: such a run has its translations alone.
    """
    if script_of(run[0].surface) is Script.ARABIC:
        return _translated(run, language, table)
    basic_form = _district(run)
    if not basic_form:
        return []
    as_typed = " ".join(part.surface for part in run)
    dotted = [_capitalised(name, run) for name in _dotted_names(run)]
    return list(dict.fromkeys([basic_form, as_typed, *dotted, *_translated(run, language, table)]))


def _translated(run: list[TypedWord], language: str, table: PhraseTable) -> list[str]:
    if any(part.literal for part in run):
        return []
    keys = phrase_keys(" ".join(part.word.surface for part in run), language)
    meanings = table.find(keys) or table.find_undotted(keys)
    return [code.partition(":")[2] for code in meanings if code.startswith("district:")]


def folded_names(names: Collection[str]) -> set[str]:
    """Return the names that may lack dots and accents, folded: those of plain letters that are no Finnish words."""
    return {fold(name.casefold()) for name in names if name.isascii() and not is_known(name.casefold())}


def existing_district(run: list[TypedWord], language: str, table: PhraseTable, districts: Collection[str]) -> str:
    """Return the part of town in ``districts`` that the run names, with or without its dots, or an empty string."""
    names = district_names(run, language, table) if districts else []
    if name := next((name for name in names if name in districts), ""):
        return name
    if not names or (len(run) == 1 and run[0].word.ordinary):
        return ""
    folded = {fold(name.casefold()) for name in names}
    return next((name for name in sorted(districts) if fold(name.casefold()) in folded), "")


def _dotted_names(run: list[TypedWord]) -> Iterator[list[str]]:
    """Yield the words of the run with dots, the last one in each of its basic forms."""
    if any(part.word.dotted for part in run):
        *before, last = (part.word.dotted or (part.word.surface,) for part in run)
        for spelling in last:
            for lemma in dict.fromkeys(reading.lemma for reading in readings(spelling)):
                yield [*(spellings[0] for spellings in before), lemma]


def _capitalised(words: list[str], run: list[TypedWord]) -> str:
    """Return words of a name with the capital letters that the run has, and one at the beginning."""
    capital = [position == 0 or part.surface[:1].isupper() for position, part in enumerate(run)]
    return " ".join(word[:1].upper() + word[1:] if upper else word for word, upper in zip(words, capital, strict=True))


def _district(run: list[TypedWord]) -> str:
    """Return the basic form of a run that may be the name of a part of town, or an empty string."""
    if len(run) > 2 or not run[0].surface[:1].isupper() or any(part.literal or part.word.is_stop for part in run):
        return ""
    word = run[-1].word
    lemma = next((term.text[2:] for term in word.terms if term.kind is Kind.LEMMA), word.surface)
    if lemma in NOT_A_DISTRICT:
        return ""
    last = lemma if len(run) > 1 and run[-1].surface[:1].islower() else lemma[:1].upper() + lemma[1:]
    return " ".join([*(part.surface for part in run[:-1]), last])
