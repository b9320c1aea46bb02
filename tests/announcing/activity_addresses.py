"""The desk's addresses of activities: which methods each has. They are for those who write for the organisation."""

ACTIVITY = "desk/activities/<uuid:listing_id>/"
#: By route. An address of ``editorial.urls`` that no list has is an error (``tests.people.test_addresses``).
ACTIVITY_ADDRESSES: dict[str, frozenset[str]] = {
    ACTIVITY: frozenset({"GET", "POST"}),
    f"{ACTIVITY}typed/": frozenset({"POST"}),
    f"{ACTIVITY}typed/forget/": frozenset({"POST"}),
    f"{ACTIVITY}typed/restore/": frozenset({"POST"}),
    f"{ACTIVITY}check/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}check/page/": frozenset({"GET"}),
    f"{ACTIVITY}take-back/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}copy/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}cancel-date/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}pause/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}resume/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}confirm/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}end/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}delete/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}languages/<str:code>/": frozenset({"GET", "POST"}),
    f"{ACTIVITY}languages/<str:code>/typed/": frozenset({"POST"}),
    f"{ACTIVITY}languages/<str:code>/take-back/": frozenset({"POST"}),
    f"{ACTIVITY}languages/<str:code>/preview/": frozenset({"GET"}),
}
#: Addresses that name no activity, for everybody who is signed in, with what GET answers to who writes for nobody.
WITHOUT_ACTIVITY: dict[str, int] = {"desk/activities/new/": 403, "desk/activities/table/": 403}
#: Addresses that only the form's script asks, by POST; for everybody who is signed in.
ASKED_BY_SCRIPT = frozenset({"desk/activities/dates/", "desk/places/", "desk/pictures/", "desk/organisations/suggest/"})
