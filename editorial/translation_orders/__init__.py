"""Which texts are wanted in which language, who translates each, and what waits for translators."""
