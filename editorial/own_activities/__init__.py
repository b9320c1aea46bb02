"""A person's own activities at the desk: what needs them, the list in groups, and changes that take one step."""
