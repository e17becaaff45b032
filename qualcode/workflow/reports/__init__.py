"""Gather what each report shows."""
