"""The codes that a pool file may refer to in this installation."""

from kototori.demo.pool.schema import KnownCodes
from listings.concepts import current_concepts
from regions.languages import content_languages
from regions.models import Municipality


def read_known_codes() -> KnownCodes:
    """Return municipalities by code and by Finnish, Swedish and English name, concepts, and languages of texts."""
    towns: dict[str, str] = {}
    rows = list(Municipality.objects.values_list("code", "name_fi", "name_sv", "name_en"))
    for position in (1, 2, 3):
        for row in rows:
            towns.setdefault(row[position].casefold(), row[0])
    towns.update((code, code) for code, *_names in rows)
    towns.pop("", None)
    concepts = current_concepts()
    return KnownCodes(
        municipalities=towns,
        concepts={vocabulary: concepts.codes(vocabulary) for vocabulary in concepts.by_vocabulary},
        languages=frozenset(content_languages()),
    )
