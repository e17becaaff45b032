"""Floor 3: what a reader sees. Values in, text or bytes out: reads no study from disk, prints nothing."""
