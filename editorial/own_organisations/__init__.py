"""An organisation's own name, texts, contacts and logo, written by its people and reviewed by its portal."""
