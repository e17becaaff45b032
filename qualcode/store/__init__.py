"""Floor 3: the study on disk. Reads everything, writes one file at a time, whole or not at all."""
