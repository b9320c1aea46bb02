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
    "opetella": "oppia",
    "opettaa": "oppia",
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
    "veto": "vetää",
}
"""Noun → the verb it belongs to, where the dictionary lists the noun by itself instead of deriving it."""

PREFIX_LEMMAS: Final = {"uima": "uida", "luisteli": "luistella", "hiihto": "hiihtää"}
"""First parts that exist only in compounds → their word: "uimahalli" is about swimming."""

PLACE_FORMS: Final = dict.fromkeys(("virrat", "virroilla", "virroilta", "virroille", "virtain"), "virrat")
"""Forms of municipalities whose name is an ordinary plural, which Voikko reads as that word (virta, a stream)."""

_HEADS: Final = """
    aamu apu esitys harjoitus harjoittelu harrastus ilta info jooga juhla jumppa kahvila kerho keskus keskustelu
    kilpailu klubi kohtaaminen konsertti koulu koulutus kurssi kuoro leiri liikunta linja luento messut musiikki
    näyttely neuvoja neuvonta ohjaus ohjelma opas opastus opetus orkesteri paikka paja palvelu peli pelit piiri
    piste puisto päivystys päivä retki ryhmä sali seminaari talkoot tanssi tapaaminen tapahtuma teatteri tiimi
    tila toiminta treeni tuki tulkkaus tunti tuokio tupa turnaus työ työpaja valmennus verkosto vuoro webinaari
    yhdistys
"""
HEADS: Final = frozenset(_HEADS.split())
"""Last parts under which a compound is found even if its first part is foreign or new: "ukulelekerho"."""
