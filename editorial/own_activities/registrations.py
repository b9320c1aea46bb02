"""What a person's own activities add to the desk's home."""

from editorial.desk import home_parts
from editorial.own_activities import home


def connect() -> None:
    home_parts.parts.register("returned texts", home.RETURNED, order=-31)
    home_parts.parts.register("activities' needs", home.NEEDS, order=-30)
    home_parts.parts.register("typed", home.TYPED, order=-20)
    home_parts.parts.register("activities", home.ACTIVITIES, order=-5)
    home_parts.parts.register("spreadsheet", home.SPREADSHEET, order=900)
