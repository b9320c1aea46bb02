"""The desk's addresses of translations, with the methods of each (``tests.translating.test_rights``)."""

TEXT = "desk/translations/<uuid:key>/<str:code>/"
#: For translators: a list, and pages of one text. An address of ``editorial.urls`` that no list has is an error
#: (``tests.people.test_addresses``).
OF_TRANSLATORS: dict[str, frozenset[str]] = {
    "desk/translations/": frozenset({"GET"}),
    TEXT: frozenset({"GET", "POST"}),
    f"{TEXT}typed/": frozenset({"POST"}),
    f"{TEXT}preview/": frozenset({"GET"}),
    f"{TEXT}take/": frozenset({"POST"}),
    f"{TEXT}give-back/": frozenset({"POST"}),
    f"{TEXT}take-back/": frozenset({"POST"}),
}
#: For who writes the text.
OF_WRITERS = frozenset(
    {
        "desk/activities/<uuid:listing_id>/languages/<str:code>/order/",
        "desk/organisations/<uuid:organisation_id>/languages/<str:code>/order/",
    }
)
TRANSLATION_ADDRESSES = OF_WRITERS | OF_TRANSLATORS.keys()
