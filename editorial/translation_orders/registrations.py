"""What translations add to the desk's home."""

from editorial.desk import home_parts
from editorial.translation_orders import home


def connect() -> None:
    home_parts.parts.register("translations", home.TRANSLATIONS, order=-6)
