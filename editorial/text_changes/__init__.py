"""What differs between two versions of a text, field by field and row by row, in words."""
