"""Swedish compounds of the field: "språkcafé", "simundervisning", "familjeklubb".

There is no free Swedish morphology to install, and Snowball only cuts endings. So compounds are split with a list of
the elements that occur in such listings. A word that is not made of two of them stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from search.analysis.folding import fold
from search.analysis.stemming import stem

_ELEMENTS: Final = """
    aktivitet anhörig ansökan arbete arbets:arbete arrangemang assistans asyl bad bank barn besök bibliotek bil bild
    blankett boende bok boll bostad butik bygde:bygd café centrum cirkel cykel dag dans data:dator dator demens
    diakoni dialog digi digital diskussion diskussions:diskussion djur eftermiddag ekonomi engelska evenemang familj
    familje:familj fest film finsk:finska finska flick:flicka flykting folk forum fotboll fredag fritid frivillig
    frukost förening förälder föräldra:förälder gemenskap grannskap grupp gym gymnastik gång gård hand handarbete
    handarbets:handarbete handledning helg hem hjälp hus hälsa hälso:hälsa hörn idrott immigrant inflyttare
    information instruktion integration intervju invandrar:invandrare invandrare jobb jour jul juridik kaffe kamrat
    klass klient klinik klubb kläd:kläder klädbyte kläder klädes:kläder kollo kommun konsert konst kontakt kontor
    krets kris kropp kultur kunskap kurs kvinna kvinno:kvinna kväll kyrk:kyrka kyrka kök köp kör körkort ledare lek
    leksaker lokal loppis lunch läger läkar:läkare läkare lärar:lärare lärare läs:läsa läsning läx:läxa läxa mamma
    mat media meditation medlem migration minnes:minne modersmål morgon mottagning musik myndighet måltid möte
    mötesplats natur nybörjar:nybörjare nybörjare närstående nät nätverk odling omsorg onsdag ord orientering pappa
    park pension pensionär person plats platta pojk:pojke post praktik prat pratstund program promenad psykolog
    rehabilitering resa rum runda rätt rättighet rättshjälp råd rådgivning samhälle samtal samvaro scen seminarium
    senior service sim:simma simma sjuk:sjuk sjukvård sjö skapande skog skogs:skog skol:skola skola skriv:skriva
    slöjd små småbarn social soppa sorg spel spelning sport språk språkig stad stads:stad stick:sticka stickning
    studie:studie stuga stund stöd stödperson surf svensk:svenska svenska sy:sy sällskap sång söndag talande teater
    telefon tid tisdag tjänst tolk tolkning torg torsdag trafik trygg träff träning tur turnering undervisning
    ungdom ungdoms:ungdom utbildning utbildnings:utbildning utflykt vandring vecka vecko:vecka verksamhet verkstad
    vinter väg vägledning vän vänskap väv:väva vävning våld vård vårdnad yoga yrke yrkes:yrke äldre ålder öppet
    övning
"""
_SHORTEST: Final = 2
_LINKS: Final = ("", "s")


#: Words that would be compounds of two elements without their dots.
_NO_COMPOUNDS: Final = frozenset({"vardag", "vardagar"})
_STEM_S: Final = ("kurs", "dans", "fors", "mars", "konferens")
"""Words whose s belongs to them. Snowball takes it for a genitive, and "kurs" would not meet "kurser"."""


def stem_word(word: str) -> str:
    """Return the Swedish stem of a normalised word; café, cafe, kafé and kafe are one spelling."""
    spelled = _respell(word)
    return spelled if spelled.endswith(_STEM_S) else stem(spelled, "sv")


def _respell(word: str) -> str:
    return re.sub("[ck]af[eé]", "café", word)


def verb_of(word: str) -> str | None:
    """Return the stem of the verb behind a noun in -ning: vävning ← väva, simning ← simma; else None."""
    match = re.match("(.{2,}(?:[^aeiouyåäö](?=ning)|[aeiouyåäö]n(?=ing)))n?ing(?:en|ar|arna|s|ens)?$", word)
    if match is None:
        return None
    base = match.group(1)
    return base + base[-1] if re.search("[^aeiouyåäö][iuy][mn]$", base) else base


@lru_cache(maxsize=65536)
def compound_parts(word: str) -> tuple[str, ...]:
    """Return the stems of the parts of a normalised word, or nothing if it is not made of two known elements.

    The longest first element wins; an s may link the parts. The second may be a compound itself. An element is whole.
    """
    return _parts(_respell(word), *_elements(), stem_word)


@lru_cache(maxsize=16384)
def undotted_parts(word: str) -> tuple[str, ...]:
    """Return ``compound_parts`` of a word of a query that was typed without dots ("laxhjalp"); the stems have them.

    Nothing for a word with dots, or one that is a compound or an element as it stands.
    """
    if not word.isascii() or word in _NO_COMPOUNDS or compound_parts(word) or stem_word(word) in _elements()[1]:
        return ()
    first, stems = _undotted_elements()
    parts = _parts(fold(_respell(word)), first, frozenset(stems), lambda rest: fold(stem_word(rest)))
    return tuple(stems.get(part, part) for part in parts)


def _parts(word: str, first: dict[str, str], last: frozenset[str], stem_of: Callable[[str], str]) -> tuple[str, ...]:
    if stem_of(word) in last:
        return ()
    for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        head = first.get(word[:cut])
        if head is None:
            continue
        for link in _LINKS:
            rest = word[cut:].removeprefix(link)
            if not word[cut:].startswith(link) or len(rest) < _SHORTEST:
                continue
            if (rest_stem := stem_of(rest)) in last:
                return (head, rest_stem)
            if inner := _parts(rest, first, last, stem_of):
                return (head, rest_stem, *inner)
    return ()


@lru_cache(maxsize=1)
def _elements() -> tuple[dict[str, str], frozenset[str]]:
    """Return first elements with their stems, and the stems that may stand last."""
    first = {}
    for entry in _ELEMENTS.split():
        form, _, word = entry.partition(":")
        first[form] = stem_word(word or form)
    return first, frozenset(first.values())


@lru_cache(maxsize=1)
def _undotted_elements() -> tuple[dict[str, str], dict[str, str]]:
    """Return first elements without dots with their stems, and the stems by their form without dots."""
    first, last = _elements()
    return {fold(form): element for form, element in first.items()}, {fold(element): element for element in last}
