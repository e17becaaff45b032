"""Floor 4: one module per thing a researcher does. Functions take a Study, return results, print nothing."""
