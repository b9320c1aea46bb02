"""What people write by hand: numbers, dates, times, telephone numbers, and texts without noise."""
