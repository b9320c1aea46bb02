"""``/api/v1/``: one module per resource, and ``v1``, which puts the routers of all apps together."""
