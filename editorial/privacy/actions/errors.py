"""Why a person can't be erased."""


class PrivacyError(Exception):
    """What was asked for can't be done; its text says why, in the active language."""
