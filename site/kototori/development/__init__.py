"""What only a checkout needs: the embedded PostgreSQL, `make run`, screenshots, the messages of catalogues."""
