"""Texts in strings, as wagtail-localize stores them: shown, typed, checked and put together again."""
