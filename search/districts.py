"""Parts of towns by name: which of the names in a query something takes place in, with or without their dots."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from search.analysis.finnish import is_known
from search.analysis.folding import fold
from search.models import ListingCount, ListingDocument

if TYPE_CHECKING:
    from regions.models import Portal

#: Beginning of the code of a district.
PREFIX: Final = "district:"
#: Letters that names of parts of towns have, for the database, which folds them as ``fold`` does.
_DOTTED: Final = "åäöüõéèáàâçčďđěëíîïñňóôøřšťúůýÿž"


def existing_districts(documents: QuerySet[ListingDocument], portal: Portal, names: Collection[str]) -> set[str]:
    """Return the names that are districts of the documents, as these write them. One statement, none without names.

    A name of plain letters that is no Finnish word as it stands also gives the district that is the same without its
    dots and accents: "Sornainen" gives "Sörnäinen". The portal's districts are read from its counts.
    """
    if not names:
        return set()
    codes = [f"{PREFIX}{name}" for name in names]
    folded = folded_names(names)
    condition = Q(codes__overlap=codes)
    if folded:
        condition |= Q(codes__overlap=ArraySubquery(_codes_without_dots(portal, folded)))
    rows = documents.filter(condition).values_list("codes", flat=True)
    districts = {code for row in rows for code in row if code.startswith(PREFIX)}
    return {
        code.removeprefix(PREFIX)
        for code in districts
        if code in codes or fold(code.removeprefix(PREFIX).casefold()) in folded
    }


def folded_names(names: Collection[str]) -> set[str]:
    """Return the names that may lack dots and accents, folded: those of plain letters that are no Finnish words."""
    return {fold(name.casefold()) for name in names if name.isascii() and not is_known(name.casefold())}


def _codes_without_dots(portal: Portal, folded: Collection[str]) -> QuerySet[ListingCount, Any]:
    """Return the codes of the portal's districts that are one of these without their dots."""
    plain = Func(
        Lower(F("code")),
        Value(_DOTTED),
        Value("".join(fold(letter) for letter in _DOTTED)),
        function="translate",
        output_field=TextField(),
    )
    of_portal = ListingCount.objects.filter(portal_id=portal.pk, whole_month=True, code__startswith=PREFIX)
    named = of_portal.annotate(plain=plain).filter(plain__in=[f"{PREFIX}{name}" for name in sorted(folded)])
    return named.order_by().values("code").distinct()
