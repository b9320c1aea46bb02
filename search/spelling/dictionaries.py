"""Whether a dictionary has a word: Voikko for Finnish, simplemma's word lists for other languages.

The lists hold inflected forms. Each is read at the first word of its script, which takes up to a second; it then stays
in memory in the packed form in which it is shipped (1 to 40 MB), and a word takes some microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from search.analysis import finnish
from search.analysis.tokens import Script, script_of

#: Languages of pages on which words are corrected without asking: a dictionary tells there what is a word already.
WITH_DICTIONARY: Final = frozenset({"fi", "sv", "en", "ru", "uk", "et", "ar", "fa"})

#: Letters of the shortest part of a compound.
_SHORTEST_PART: Final = 4
_LANGUAGES: Final = {
    Script.LATIN: ("sv", "en"),
    Script.CYRILLIC: ("ru", "uk"),
    Script.ARABIC: ("ar", "fa"),
}
#: Languages that write compounds as one word.
_COMPOUNDING: Final = ("sv", "et")
_TO_PERSIAN: Final = str.maketrans({"ي": "ی", "ك": "ک"})
#: What Arabic writes before a word: "and", "so", "by", "for", "like", and the article.
_ARABIC_BEFORE: Final = re.compile("^(?:[وف]?(?:[بك]?ال|لل)(?=.{3})|[وف]?[بلكوف](?=.{4}))")
_PERSIAN_AROUND: Final = re.compile("^(ن?می|ب)(?=.{3})|(?<=.{2})(ها|های|هایی|هایم|ترین|تر)$")
#: How Arabic spells what people type with a plain letter.
_ARABIC_FIRST: Final = ("أ", "إ", "آ")
_ARABIC_LAST: Final = {"ه": "ة", "ي": "ى", "ا": "ى"}
_factory: Final = StreamDictionaryFactory(cache_max_size=len(WITH_DICTIONARY))


def load_dictionaries() -> None:
    """Read every list, when a server starts."""
    for language in sorted(WITH_DICTIONARY - {"fi"}):
        _dictionary(language)


def is_word(word: str, page_language: str) -> bool:
    """Return whether a normalised word is one, alone, in a language that people may type on such a page.

    Finnish, Swedish and English are typed on every page, Estonian on its own. A compound isn't looked for
    (``is_compound``).
    """
    script = script_of(word)
    if script is Script.LATIN and finnish.is_plain(word):
        return True
    return any(_has(word, language) for language in _languages(script, page_language))


@lru_cache(maxsize=16384)
def is_compound(word: str, page_language: str) -> bool:
    """Return whether a word can be put together of two words of Finnish, Swedish or Estonian.

    So can many misspellings ("vapaehtoistyö"), and most compounds that people make are in no dictionary.
    """
    if script_of(word) is not Script.LATIN:
        return False
    if finnish.is_in_dictionary(word):
        return True
    languages = [code for code in _languages(Script.LATIN, page_language) if code in _COMPOUNDING]
    return any(_is_joined(word, code) for code in languages)


def is_form(word: str, language: str) -> bool:
    """Return whether a word is one of this very language, also a compound."""
    if language == "fi":
        return finnish.is_in_dictionary(word)
    return language in WITH_DICTIONARY and (
        _has(word, language) or (language in _COMPOUNDING and _is_joined(word, language))
    )


def _languages(script: Script, page_language: str) -> tuple[str, ...]:
    languages = _LANGUAGES.get(script, ())
    if script is Script.ARABIC and page_language in languages:
        return (page_language,)
    return (*languages, "et") if page_language == "et" and script is Script.LATIN else languages


def _is_joined(word: str, language: str) -> bool:
    for border in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head, tail = word[:border], word[border:]
        if _has(tail, language) and (_has(head, language) or (head[-1] == "s" and _has(head[:-1], language))):
            return True
    return False


@lru_cache(maxsize=32768)
def _has(word: str, language: str) -> bool:
    """Names stand in the lists with their capital letter."""
    words = _dictionary(language)
    return any(spelling in words or spelling.capitalize() in words for spelling in _spellings(word, language))


def _spellings(word: str, language: str) -> Iterator[str]:
    """Yield the spellings in which a list may have a word that is normalised as ``tokens.normalise`` does it."""
    yield word
    if "'" in word:
        yield word.replace("'", "’")
    if language == "ru":
        yield from (f"{word[:place]}ё{word[place + 1 :]}" for place, letter in enumerate(word) if letter == "е")
    elif language == "ar":
        for form in dict.fromkeys((word, _ARABIC_BEFORE.sub("", word))):
            yield from _arabic_spellings(form)
    elif language == "fa":
        persian = word.translate(_TO_PERSIAN)
        yield persian
        yield _PERSIAN_AROUND.sub("", persian)


def _arabic_spellings(word: str) -> Iterator[str]:
    beginnings = [word, *(first + word[1:] for first in _ARABIC_FIRST if word[:1] == "ا")]
    for form in beginnings:
        yield form
        if form[-1:] in _ARABIC_LAST:
            yield form[:-1] + _ARABIC_LAST[form[-1]]


def _dictionary(language: str) -> Mapping[str, str]:
    return _factory.get_dictionary(language)
