"""stub"""


def connect() -> None:
    pass
