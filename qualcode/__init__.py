"""Code qualitative interviews in the terminal, offline and in plain files."""

__version__ = "0.1.0"
