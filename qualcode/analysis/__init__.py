"""Floor 2: statistics. Pure functions from values to values: no terminal, no disk, no language model."""
