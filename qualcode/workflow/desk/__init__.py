"""What the coding desk knows and does, whatever draws it."""
