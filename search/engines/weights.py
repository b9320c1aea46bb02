"""Weights by which every engine scores documents for the words of a query. Decided in ``docs/search.md``."""

from __future__ import annotations

from typing import Final

from search.analysis import Kind

#: Weights of places in the text: title, names, summary, description.
PLACES: Final = {"A": 1.0, "B": 0.7, "C": 0.6, "D": 0.45}
#: Weights of kinds of terms: the word itself, its dictionary form, its parts, without dots and accents.
KINDS: Final = {Kind.EXACT: 1.0, Kind.LEMMA: 0.95, Kind.PART: 0.75, Kind.FOLDED: 0.5}
#: Weight of all components of a compound together; the whole word has 1.
COMPONENTS: Final = 0.5
#: Weight of the net for misspellings; a word that matches has 1.
NET: Final = 0.4
#: Weight of an equivalent word; the word itself has 1.
SAME: Final = 0.75
#: Share of the lower of a phrase's two scores, by its words and by its meaning, that is added to the higher.
BOTH: Final = 0.5
#: Weight of the words of a phrase that has a meaning; words of no such phrase have 1.
WORDS_OF_PHRASE: Final = 0.6
#: Weight of an optional phrase; others have 1.
OPTIONAL: Final = 0.3
#: What a document in the language of the question has more than another, as a share of its score.
OWN_LANGUAGE: Final = 0.05
#: The lowest rarity of a word or a meaning. Also one that most documents have must count when it stands alone.
COMMON_WORD: Final = 0.05
COMMON_MEANING: Final = 0.6
#: Documents below this share of the best score are left out.
CUT: Final = 0.15
