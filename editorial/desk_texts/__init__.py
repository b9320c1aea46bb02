"""What the desk's forms share: what is typed, and of texts how they are saved and sent."""
