"""Terms that the demo's portals have in their glossaries."""

from editorial.glossary.models import GlossaryTerm, GlossaryWording
from regions.models import Portal

#: By portal: Finnish terms, each with its wordings by language and a note.
DEMO_TERMS: dict[str, dict[str, tuple[dict[str, str], str]]] = {
    "espoo": {
        "kielikahvila": ({"ar": "مقهى لغوي", "sv": "språkcafé", "en": "language café"}, ""),
        "ilmoittautua": ({"ar": "سجّل اسمك", "sv": "anmäla sig", "en": "sign up"}, ""),
        "Kela": ({"ar": "كيلا", "sv": "FPA", "en": "Kela"}, "Kelan nimi on ruotsiksi FPA."),
    },
    "kototori": {
        "kielikahvila": ({"so": "kafeega luqadda", "ar": "مقهى لغوي"}, ""),
        "lapsi": ({"so": "carruur", "fa": "کودک"}, ""),
    },
}


def make_demo_terms() -> int:
    """Make what isn't there yet; return the number of new terms."""
    count = 0
    for portal in Portal.objects.filter(slug__in=DEMO_TERMS):
        for term, (wordings, note) in DEMO_TERMS[portal.slug].items():
            row, is_new = GlossaryTerm.objects.get_or_create(
                portal=portal, language="fi", term=term, defaults={"note": note}
            )
            count += is_new
            for code, wording in wordings.items():
                GlossaryWording.objects.get_or_create(term=row, language=code, defaults={"wording": wording})
    return count
