"""Bring interviews in, list and edit them, split them, search their words."""
