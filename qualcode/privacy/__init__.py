"""Pseudonymisation: find what identifies a person, replace it, keep the key apart, and check that nothing is left."""
