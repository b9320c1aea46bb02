"""Wishes: searches about which a visitor has said that something was missing, and who reads them."""
