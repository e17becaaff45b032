"""Pseudonymise interviews, keep the key, look for names left and people who stand out."""
