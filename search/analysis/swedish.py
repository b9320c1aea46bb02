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
    aktivitet allsång allsångs:allsång anhörig ansökan arbete arbets:arbete arrangemang assistans asyl asylsökande
    bad bank barn bastu bebis besök bibliotek biblioteks:bibliotek bil bild blankett blom:blomma blomma boende bok
    boll bostad bostads:bostad brädspel brädspels:brädspel bröd butik bygde:bygd bygg byte bytes:byte café centrum
    cirkel coach cykel dag dagis dans data:dator dator demens diakoni dialog digi digital diskussion
    diskussions:diskussion djur drama eftermiddag ekonomi eldning elev engelsk:engelska engelska ensam evenemang
    familj familje:familj fest film finsk:finska finska flick:flicka flykting folk forum fotboll foto fotograf
    fredag fritid frivillig frukost föreläsning föreläsnings:föreläsning förening förskola förskole:förskola
    förälder föräldra:förälder garn gemenskap gitarr grannskap gravid grill grupp grönsak grönsaks:grönsak gym
    gymnastik gympa gång gård hall hand handarbete handarbets:handarbete handledning hantverk hantverks:hantverk
    helg hem hjälp hobby hus hyra hyres:hyra hälsa hälso:hälsa hörn idrott immigrant inflyttare information
    instruktion instrument integration integrations:integration intervju introduktion introduktions:introduktion
    invandrar:invandrare invandrare jobb jour jul junta juridik kaffe kamrat karriär kasse kill:kille kille klass
    klient klinik klubb kläd:kläder klädbyte kläder klädes:kläder klättring kock kollo kommun kompis konsert konst
    kontakt kontor kontrakt konversation konversations:konversation krets kris kropp kultur kunskap kurs kvinna
    kvinno:kvinna kväll kyrk:kyrka kyrka kök köks:kök köp kör körkort körkorts:körkort ledare ledig lek leksaker
    litteratur lokal loppis lunch läger läkar:läkare läkare lärar:lärare lärare läs:läsa läsning läx:läxa läxa
    löp:löpning löpning mamma mans:man mat matlagning matlagnings:matlagning matte media meditation medlem migration
    minnes:minne mobil modersmål morgon motion motions:motion mottagning museum musik myndighet myndighets:myndighet
    målar:måla målning måltid möte mötesplats natt natur nyanländ nybörjar:nybörjare nybörjare nyhet nyhets:nyhet
    närstående nät nätverk nätverks:nätverk odling odlings:odling omsorg onsdag ord orientering orkester pappa
    papper park partner pension pensionär person picknick pingis plats platta poesi pojk:pojke polis post praktik
    prat pratstund program promenad psykolog pyssel påsk rehabilitering resa rollspel rum runda rätt rättighet
    rättshjälp råd rådgivning rådgivnings:rådgivning saga sago:saga salong samhälle samhälls:samhälle samtal
    samtals:samtal samvaro scen schack seminarium senior seniors:senior service sim:simma simma sjuk:sjuk sjukdom
    sjukvård sjö skapande skatt skatte:skatt skog skogs:skog skol:skola skola skridsko skriv:skriva skuld slöjd små
    småbarn social sommar soppa sorg sorge:sorg spel spelning sport språk språkig stad stads:stad stick:sticka
    stickning stol stols:stol studie:studie studier stuga stund styrka styrke:styrka städ:städning städning ställe
    stöd stödperson surf svamp svensk:svenska svenska sy:sy sällskap sång söndag talande teater tecken teknik
    telefon tid tillstånd tisdag tjej tjänst tolk tolkning torg torsdag trafik trygg trädgård trädgårds:trädgård
    träff träning tur turnering tvätt undervisning undervisnings:undervisning ungdom ungdoms:ungdom uppehåll
    uppehålls:uppehåll utbildning utbildnings:utbildning utflykt utställning vagn vandring vardag vardags:vardag
    vattengympa vecka vecko:vecka verksamhet verkstad verkstads:verkstad vinter volontär vux:vuxen vuxen vuxna väg
    vägledning vän vänskap vänskaps:vänskap väv:väva vävning våld vård vårdnad webb yoga yrke yrkes:yrke äldre ålder
    återvinning återvinnings:återvinning öppet övning
"""
_SHORTEST: Final = 2
_LINKS: Final = ("", "s")


#: Words that would be compounds of two elements without their dots.
_NO_COMPOUNDS: Final = frozenset({"vardag", "vardagar"})
_STEM_S: Final = ("kurs", "dans", "fors", "mars", "konferens")
"""Words whose s belongs to them. Snowball takes it for a genitive, and "kurs" would not meet "kurser"."""


#: Articles that Snowball leaves: "läxan", "intervjun", "menyn", "cirkeln", "caféet", "barnet", "mötena".
_ARTICLE: Final = re.compile(
    "(?<=[^aeiouyåäö]a)n$|(?<=[^m]u)n$|(?<=[^s]y)n$|(?<=el)n$|(?<=é)n$|(?<=[^h])et$|(?<=[^aeiouyåäö]e)na$"
)
_SHORTEST_WITH_ARTICLE: Final = 5
_WITHOUT_ARTICLE: Final = frozenset({"roman", "organ", "veteran", "paket", "planet", "budget", "biljet", "kabinet"})
#: Stems of plurals that change more than their ending → the stem of the singular.
_IRREGULAR: Final = {
    "cirkl": "cirkel",
    "cykl": "cykel",
    "möbl": "möbel",
    "nyckl": "nyckel",
    "regl": "regel",
    "fågl": "fågel",
    "föräldr": "föräld",
    "böck": "bok",
    "män": "man",
    "männ": "man",
    "mann": "man",
    "vänn": "vän",
    "gaml": "gammal",
    "döttr": "dott",
    "mödr": "mor",
    "fädr": "far",
    "brödr": "bror",
    "sön": "son",
    "rumm": "rum",
    "stan": "stad",
    "öva": "öv",
    "övar": "öv",
}


def stem_word(word: str) -> str:
    """Return the Swedish stem of a normalised word; café, cafe, kafé and kafe are one spelling."""
    spelled = _respell(word)
    if spelled.endswith(_STEM_S):
        return spelled
    stemmed = stem(_without_article(spelled), "sv")
    return _IRREGULAR.get(stemmed, stemmed)


def _without_article(word: str) -> str:
    if len(word) < _SHORTEST_WITH_ARTICLE or word in _WITHOUT_ARTICLE:
        return word
    return _ARTICLE.sub("", word)


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
