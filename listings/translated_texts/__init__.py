"""What the texts of a language version were made from, and whether that still holds (docs/decisions/0040)."""
