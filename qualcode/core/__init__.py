"""Floor 0: the values of a study and their rules. Standard library only; no disk, no print."""
