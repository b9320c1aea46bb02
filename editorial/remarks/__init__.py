"""Remarks of reviewers at single fields and rows, and wordings that they suggest."""
