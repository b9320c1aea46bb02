"""``/api/v1/``: a module of operations and a serializer per resource; ``v1`` puts the routers of all apps together."""
