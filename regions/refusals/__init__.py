"""Requests that are refused, with a sentence: malformed, too long, by a wrong method, against a rule of a model."""
