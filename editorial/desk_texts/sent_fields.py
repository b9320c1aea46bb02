"""Names of the hidden fields that the desk's form carries beside those of the activity."""

from editorial.edit_conflicts.form_writes import KEY_FIELD
from editorial.edit_conflicts.page_version import REVISION_FIELD, TIME_FIELD

#: The key of the window, new each time that a form is opened.
FORM_KEY = KEY_FIELD
#: The id that a new activity gets.
LISTING_KEY = "listing_key"
ORGANISATION = "organisation"
#: Who the form was shown to, signed.
PERSON = "writer"
#: When what is kept of the form had been typed, as its window has seen it.
TYPED_SEEN = "typed_seen"
#: The version that the person has been shown beside their own text, as ``id@time``.
SEEN_VERSION = "seen_revision"
#: Names of buttons: what is to happen, and keeping this window's text in place of another window's.
ACTION, FORCE = "action", "in_place_of_other"
#: What a form sends that nobody has typed.
NOT_TYPED = frozenset(
    {
        "csrfmiddlewaretoken",
        ACTION,
        FORCE,
        FORM_KEY,
        PERSON,
        REVISION_FIELD,
        SEEN_VERSION,
        TIME_FIELD,
        TYPED_SEEN,
    }
)
