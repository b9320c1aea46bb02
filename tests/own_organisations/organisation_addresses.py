"""The desk's addresses of an organisation's own texts, and of who names it: which methods each has."""

ORGANISATION = "desk/organisations/<uuid:organisation_id>/"
LANGUAGE = f"{ORGANISATION}languages/<str:code>/"
#: For those who write for the organisation. An address of ``editorial.urls`` that no list has is an error
#: (``tests.people.test_addresses``).
ORGANISATION_ADDRESSES: dict[str, frozenset[str]] = {
    ORGANISATION: frozenset({"GET", "POST"}),
    f"{ORGANISATION}typed/": frozenset({"POST"}),
    f"{ORGANISATION}typed/forget/": frozenset({"POST"}),
    f"{ORGANISATION}check/": frozenset({"GET", "POST"}),
    f"{ORGANISATION}preview/": frozenset({"GET"}),
    f"{ORGANISATION}take-back/": frozenset({"POST"}),
    f"{ORGANISATION}corrections/": frozenset({"POST"}),
    LANGUAGE: frozenset({"GET", "POST"}),
    f"{LANGUAGE}typed/": frozenset({"POST"}),
    f"{LANGUAGE}take-back/": frozenset({"POST"}),
    f"{LANGUAGE}preview/": frozenset({"GET"}),
    f"{ORGANISATION}named/": frozenset({"GET"}),
    f"{ORGANISATION}named/<uuid:listing_id>/": frozenset({"GET", "POST"}),
}
#: What coordinators of the organisation's portal open, too, and what they send.
STAFF_READS = frozenset({ORGANISATION, f"{ORGANISATION}named/", f"{ORGANISATION}named/<uuid:listing_id>/"})
STAFF_WRITES = frozenset({f"{ORGANISATION}named/<uuid:listing_id>/"})
