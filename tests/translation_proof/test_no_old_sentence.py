"""No reader of any face gets an old sentence, or the original's in its place without a word about it.

Texts are changed and translated in any order. `make prove` takes thirty changes in three languages several times, each
time other ones.
"""

from __future__ import annotations

from random import Random

import pytest

from regions.models import Portal
from search.indexer import drain_outbox
from tests.shares import PROVES, TIMES
from tests.translation_proof.reading import check, check_terms
from tests.translation_proof.told import LANGUAGES, SOURCE
from tests.translation_proof.written import Written

#: In the short sample: of how many faces one is looked at after each change.
_ONE_IN = 4


def walk(written: Written, changes: int, *, is_short: bool = False) -> None:
    """Change the texts in every kind as often, and look at what readers get after each; at last at everything."""
    random = written.random
    kinds = [*written.activity.kinds] * (changes // len(written.activity.kinds))
    random.shuffle(kinds)
    for number, kind in enumerate(kinds):
        written.change(kind)
        if random.random() < 0.3:
            random.choice((written.translate, written.translate_titles))(random.choice(LANGUAGES))
        drain_outbox()
        check_terms(written)
        for language in [LANGUAGES[number % len(LANGUAGES)]] if is_short else LANGUAGES:
            check(written, language, one_in=_ONE_IN if is_short else 1, first=number)
    check(written, SOURCE, one_in=_ONE_IN if is_short else 1)
    if is_short:
        check(written, LANGUAGES[-1])


def test_every_kind_of_change(espoo: Portal) -> None:
    walk(Written(espoo, Random(2026)), 10, is_short=True)


@pytest.mark.exhaustive
@pytest.mark.skipif(not PROVES, reason="make prove runs it")
def test_many_changes(espoo: Portal) -> None:
    for _time in range(TIMES):
        seed = Random().randrange(10**9)
        print("seed", seed)
        walk(Written(espoo, Random(seed)), 30)
