"""Answers of the public pages: from a request to a view model to a template, and nothing else."""
