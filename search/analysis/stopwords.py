"""Stop words: words of a query that don't tell what is looked for.

Only queries leave them out; documents keep every word. The sets are small: a wrong stop word hides hits, while a
missing one costs little, because frequent words have little weight.
"""

from __future__ import annotations

from typing import Final

from search.analysis.folding import fold

_FINNISH_LEMMAS: Final = """
    olla ei minä sinä hän me te he se ne tämä tuo nämä nuo joka mikä kuka missä mistä mihin mitä miten milloin kun jos
    että ja tai sekä eli vai mutta koska niin kuin myös vielä jo nyt vain voida pitää haluta saada tarvita etsiä löytää
    löytyä tapahtua kanssa ilman varten asti vailla mukaan kohti itse oma jokin joku kaikki muu hyvä joskus sitten
    haluaisi tahtoa tulla mennä käydä ko kö pyytää kiitos hei moi
"""
_SETS: Final = {
    "fi": _FINNISH_LEMMAS,
    "sv": """
        och att det den de en ett jag du han hon vi ni man är var som på i av för med till från om vid hos inte eller
        men så vad var vem när hur mig min mitt mina dig din ditt sin kan ska skall vill har hade finns få får någon
        något några söker behöver hitta där här under över åt utan
    """,
    "en": """
        a an the and or of in on at to for from with by about my your our their me i im you we they he she it its is
        are am be been was were do does did can could would should will have has had want need looking look find where
        what who when how which there here this that these those some any please being not no as if near someone
    """,
    "ru": """
        и в во на с со к ко у о об от до из за по для без при под над не ни но или а что как где кто когда это этот эта
        эти я мы вы он она они мне мой моя мои меня нас вас есть быть нужен нужна нужно нужны хочу ищу можно ли
    """,
    "uk": """
        і й та в у на з із зі до від для без при під над не ні але або що як де хто коли це цей ця ці я ми ви він вона
        вони мені мій моя мої є бути потрібен потрібна потрібно хочу шукаю можна чи за по про
    """,
    "ar": """
        في من الى إلى على عن مع هل ما ماذا كيف اين أين متى هذا هذه ذلك التي الذي و او أو ثم انا أنا نحن هو هي هم لا لم
        لن ان أن إن كان اريد أريد ابحث أبحث احتاج أحتاج يوجد لدي عند بعد قبل كل
    """,
    "fa": """
        در از به با برای و یا که را این آن من ما شما او آنها است هست بود می خواهم نیاز دارم کجا چه چگونه کی تا هم یک
    """,
    "so": """
        iyo oo ee ku ka u la in waa ma ayaa waxaan aan aniga adiga wuxuu waxay mid halkee xaggee sidee goorma maxay kale
        leh si ah
    """,
    "et": "ja ning või on olema ma sa ta me te nad see kus mis kes kuidas millal ei ka et kui oma mul minu vajan otsin",
    "ku": "û li ji bo bi di de da ku ez tu em hûn ew ev çi kî kengî kû heye nîne ne dixwazim",
    "tr": "ve veya bir bu şu o ben sen biz siz onlar için ile de da mi ne nerede nasıl kim var yok istiyorum arıyorum",
    "es": "el la los las un una y o de del en con por para que es son mi mis yo me se hay donde como busco quiero",
    "fr": "le la les un une et ou de du des en dans avec pour par que qui est sont mon ma mes je me il y où comment",
    "de": "der die das ein eine und oder von in mit für zu auf ist sind mein meine ich wir wo wie was suche brauche",
}
_AMBIGUOUS: Final = frozenset({"men", "barn", "mina", "on", "me", "he", "te", "ne", "no", "hyvä", "man", "hos", "var"})
_BY_LANGUAGE: Final = {language: frozenset(words.split()) for language, words in _SETS.items()}
#: Swedish ones as they are typed without dots, apart from words of Finnish or English.
_UNDOTTED: Final = frozenset(map(fold, _BY_LANGUAGE["sv"])) - {"far", "fa", "over", "sa"}
_EVERYWHERE: Final = frozenset().union(_UNDOTTED, *(_BY_LANGUAGE[code] for code in ("fi", "sv", "en"))) - _AMBIGUOUS


def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language as normalised words; for Finnish they are lemmas."""
    return _BY_LANGUAGE.get(language, frozenset())


def is_stop_anywhere(word: str) -> bool:
    """Return whether a Latin word is a stop word of Finnish, Swedish or English and hardly a word of another of them.

    For the word of another language on a page: "i Ekenäs" on a Finnish page, "for women" on a Somali one.
    """
    return word in _EVERYWHERE
