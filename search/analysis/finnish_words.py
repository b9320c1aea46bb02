"""Finnish words that Voikko's dictionary does not connect or does not have."""

from __future__ import annotations

from typing import Final

DERIVED: Final = {
    "ansio": "ansaita",
    "apu": "auttaa",
    "avustus": "auttaa",
    "haku": "hakea",
    "hoito": "hoitaa",
    "juoksu": "juosta",
    "keitto": "keittää",
    "keskustelu": "keskustella",
    "kirjoitus": "kirjoittaa",
    "laulu": "laulaa",
    "leikki": "leikkiä",
    "luku": "lukea",
    "lähtö": "lähteä",
    "maalaus": "maalata",
    "neuvo": "neuvoa",
    "opetus": "opettaa",
    "oppi": "oppia",
    "peli": "pelata",
    "piirros": "piirtää",
    "piirustus": "piirtää",
    "puhe": "puhua",
    "puku": "pukea",
    "retki": "retkeillä",
    "soitto": "soittaa",
    "suru": "surra",
    "tanssi": "tanssia",
    "tapaaminen": "tavata",
    "tuki": "tukea",
    "työ": "työskennellä",
    "veto": "vetää",
}
"""Noun → the verb it belongs to, where the dictionary lists the noun by itself instead of deriving it."""

PREFIX_LEMMAS: Final = {"uima": "uida", "luisteli": "luistella", "hiihto": "hiihtää"}
"""First parts that exist only in compounds → their word: "uimahalli" is about swimming."""

UNKNOWN_TO_VOIKKO: Final[dict[str, str]] = {}
