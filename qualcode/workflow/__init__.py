"""Floor 4: what a researcher does, a room for each kind of work. Functions take a Study, return results, print nothing."""
