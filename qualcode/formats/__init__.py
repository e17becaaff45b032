"""Floor 2: bytes to values and back, one module per file of a study; `incoming` reads what researchers bring."""
