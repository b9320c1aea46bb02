"""How fast the public faces answer at several sizes of the pool; see ``README.md``."""
