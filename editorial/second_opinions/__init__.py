"""A reviewer who doesn't read a language asks another translator of it what they think of a translation."""
