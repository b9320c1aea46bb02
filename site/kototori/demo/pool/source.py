"""The name under which a pool's records are kept, so that loading it again finds them."""

from __future__ import annotations

from collections import Counter

from kototori.demo.pool.schema import Pool
from listings.models import Listing, Organisation, OrganisationPage


def source_of(pool: Pool) -> str:
    """Return the name under which this pool's records are kept.

    It is the name of an earlier load, or the file's name, with a number if another pool has that name.
    """
    source = known_source_of(pool)
    if source is not None:
        return source
    taken = set(Organisation.objects.values_list("source", flat=True)) | set(
        Listing.objects.values_list("source", flat=True)
    )
    name = pool.name.encode(errors="replace").decode()[:90] or "pool"
    numbered = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in numbered if candidate not in taken)


def known_source_of(pool: Pool) -> str | None:
    """Return the name of an earlier load of this pool, whatever its file was called; else None.

    It is the same pool if at least half of the file's organisations exist, by id and name, or were deleted here.
    """
    names = {organisation.id: organisation.name for organisation in pool.organisations}
    records = list(Organisation.objects.filter(source_id__in=names).values_list("pk", "source", "source_id"))
    pages = OrganisationPage.objects.filter(translation_key__in=[key for key, *_rest in records])
    titles = set(pages.values_list("translation_key", "title"))
    there = {key for key, _title in titles}
    alike = Counter(
        source
        for key, source, identifier in records
        if (key, names[identifier]) in titles or (key not in there and source == pool.name)
    )
    if not alike:
        return None
    source, count = alike.most_common(1)[0]
    return source if count * 2 >= len(names) else None
