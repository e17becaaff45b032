"""Floor 5: the coding desk, Textual screens and a plain line mode. No logic of their own; only `qualcode code` loads them."""
