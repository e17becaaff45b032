"""Propose codes, learn from what coders decide, measure how often that is right."""
