"""No reader of any face gets an old sentence unmarked, in whichever order texts are changed and translated.

`make prove` takes thirty changes in three languages several times, each time other ones.
"""

from __future__ import annotations

from random import Random

import pytest

from regions.models import Portal
from search.indexer import drain_outbox
from tests.search.factories import make_organisation
from tests.shares import PROVES, TIMES
from tests.translation_proof.changing_text import LANGUAGES, SOURCE, ChangingText
from tests.translation_proof.reading import check


def walk(text: ChangingText, changes: int, *, languages_each: int, faces_each: int) -> None:
    """Change the text in every kind as often, and look at what readers of some languages get after each."""
    random = text.random
    kinds = [*text.kinds] * (changes // len(text.kinds))
    random.shuffle(kinds)
    for kind in kinds:
        text.change(kind)
        if random.random() < 0.3:
            random.choice((text.translate, text.translate_title))(random.choice(LANGUAGES))
        drain_outbox()
        for language in random.sample(LANGUAGES, languages_each):
            check(text, language, most=faces_each)
    check(text, SOURCE)


def test_every_kind_of_change(espoo: Portal) -> None:
    walk(ChangingText(make_organisation(espoo), Random(2026)), 10, languages_each=1, faces_each=4)


@pytest.mark.exhaustive
@pytest.mark.skipif(not PROVES, reason="make prove runs it")
def test_many_changes(espoo: Portal) -> None:
    organisation = make_organisation(espoo)
    for _time in range(TIMES):
        seed = Random().randrange(10**9)
        print("seed", seed)
        walk(ChangingText(organisation, Random(seed)), 30, languages_each=len(LANGUAGES), faces_each=100)
