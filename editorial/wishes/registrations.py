"""What this part adds to the finder, to periodic jobs and to the admin's front page."""

from editorial.wishes import finder_part, keeping_wishes
from editorial.wishes.wish_admin_views import waiting_wishes
from faces.finder import finder_parts
from listings import dashboard


def connect() -> None:
    finder_parts.register(finder_part.PART)
    keeping_wishes.connect()
    dashboard.registry.register("editorial.wishes", waiting_wishes, order=60)
