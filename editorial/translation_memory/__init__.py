"""What was translated before: public, approved strings, found exactly or alike."""
