"""Figures for publication: values to SVG, PNG or PDF. matplotlib is loaded when the first one is drawn."""
