"""Floor 2: propose codes for segments, each with the evidence that a person can check."""
