"""Uploads: what is stored of pictures and documents, and where."""
