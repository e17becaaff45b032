"""The study as a whole: where it stands, and what is wrong in it."""
