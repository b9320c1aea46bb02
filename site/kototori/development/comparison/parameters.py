"""Query strings for the requests: the parameters of lists, alone and together, valid and invalid."""

from urllib.parse import quote

#: One of each kind of filter, for the finder and the API.
FILTERS = (
    "weekday=1",
    "weekday=6&weekday=7",
    "theme=language",
    "theme=work&theme=family",
    "section=professional",
    "target_group=women",
    "format=course",
    "required_level=A1",
    "my_level=A2",
    "activity_language=ar",
    "mode=online",
    "price=free",
    "price=paid",
    "sign_up=required",
    "sign_up_open=true",
    "children=childcare",
    "accessibility=wheelchair",
    "municipality=049",
    "municipality=091&municipality=092",
    "area=maakunta:01",
    "district=Tikkurila",
    "near=60.1756,24.8042",
    "near=60.1756,24.8042&radius=5&sort=distance",
    "from=2026-03-07&to=2026-03-08",
    "time_from=17:00",
    "time_to=12",
    "confirmed_within=30",
    "text_in=ar",
    "portal=espoo",
    "portal=espoo&portal=vantaa",
    "modified_since=2026-03-01T12:00:00Z",
    "modified_since=2026-03-03",
    "sort=title",
    "sort=modified",
    "page=2",
    "page_size=5&page=3",
)
#: Several filters at once, some of them without results.
SEVERAL = (
    "theme=language&weekday=2&price=free",
    "theme=language&price=free&weekday=2&weekday=4&municipality=091",
    "q=kielikahvila&weekday=7&theme=legal",
    "target_group=families&children=children_welcome&time_to=13:00&weekday=6",
    "near=60.2925,25.0376&radius=3&activity_language=fi&required_level=A1&required_level=A2",
)
#: Parameters of the finder alone.
VIEWS = (
    "view=week",
    "view=week&week=2026-W12",
    "view=week&theme=language",
    "view=week&week=2027-W20",
    "place=Tapiola&radius=10&sort=distance",
    "place=01300&radius=5",
    "radius=5",
)
#: Search words: plain, inflected, misspelt, with a place or a day, in several languages, and nonsense.
WORDS = tuple(
    f"q={quote(words)}"
    for words in (
        "kielikahvila",
        "kielikahvilat Espoossa",
        "tiistaina",
        "kielikahvla",
        "asdfqwer",
        "قهوة اللغة",
        "språkcafé",
        "homework help",
        "lapsiperheet ilmainen",
        "työnhaku",
        "kielikahvila Oulussa",
        "разговорный клуб",
        "суомен kieli",
        "naisten ryhmä lauantaina",
        "a",
        "<b>&\"'",
    )
)
#: Invalid input of the finder.
BAD_FINDER = (
    "weekday=9",
    "page=0",
    "theme=nothing",
    "place=Nowhereville",
    "view=month",
    "view=week&week=2026-W60",
    "from=yesterday&to=tomorrow&time_from=25",
    "near=somewhere&radius=-1",
)
#: Invalid input of the API.
BAD_API = (
    "weekdy=1",
    "weekday=9",
    "theme=nothing",
    "theme=languag",
    "page=0&page_size=1000",
    "near=somewhere",
    "sort=distance",
    "radius=5",
    "fields=id,nothing",
    "organisation=1",
    "modified_since=soon",
    "municipality=Espoo",
    "from=2026-04-01&to=2026-03-01",
    "sign_up_open=maybe",
    "q=a&q=b",
    f"q={'a' * 301}",
    "portal=nowhere",
)
ORGANISATION_FILTERS = ("q=ry", "municipality=049", "page=2", "q=asdfqwer", "page=0", "municipality=Espoo")
