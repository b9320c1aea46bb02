"""What only a checkout needs: the embedded PostgreSQL, `make run`, screenshots, the collection of messages."""
