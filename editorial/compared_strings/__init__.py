"""A translation beside its original, string by string, as a reviewer and other translators read it."""
