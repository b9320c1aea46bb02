"""``/api/v1/`` over the read model: one module per resource. Answers are made by ``search.presentation``."""
